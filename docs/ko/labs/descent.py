# %% [markdown]
# # 실험 2 · 경사하강법이 길을 잃는 곳 { #lab }
#
# [경사하강법](../../gradient-descent/)에서는 너무 큰 학습률, 안장점, 고원, 잘못 든 골짜기를 하나씩 예를 들어 살펴보았습니다. 이번에는 그때 고정해 두었던 값을 바꾸어 가며, 결과를 먼저 식으로 예측한 다음 재어 봅니다.
#
# 이 페이지의 출력과 그림은 모두 페이지를 만들 때 계산한 것입니다. 직접 실행하려면 [시작하며](../../#install)에 적은 대로 설치하십시오.
# {: .screen }
#
# /// goals | 이 실험에서 할 일
#
# - 학습률 여섯 가지의 결말과, 길쭉한 그릇에서 걸음이 얼마나 느는지를 식으로 예측합니다. 돌린 그릇도 봅니다.
# - 안장점과 고원에서 벗어나는 데 몇 걸음이 걸리는지 셉니다.
# - 출발점과 학습률에 따라 어느 골짜기에 이르는지 그려 봅니다.
# - 모멘텀(momentum)을 써서 걸음을 줄입니다.
#
# ///

# %%
import matplotlib.pyplot as plt
import numpy as np
from gdlesson.figures import LIGHT
from gdlesson.landscapes import bowl, plateau, saddle, two_wells, valley

def descend(landscape, start, lr, steps):
    x = np.array(start, dtype=float)
    for step in range(steps):
        x = x - lr * landscape.gradient(x)
    return x

# %% [markdown]
# ## 학습률 여섯 가지, 식 하나 { #regimes }
#
# 그릇에서는 한 스텝마다 최소점까지의 거리가 $\lvert 1 - 2\eta \rvert$배가 됩니다. 길쭉한 그릇 $x_0^2/20 + x_1^2$은 두 방향의 곡률이 0.1과 2이고, 곡률이 $c$인 방향에서는 거리가 $\lvert 1 - c\eta \rvert$배가 됩니다. 여러 걸음을 가면 비율이 작은 쪽의 거리는 먼저 사라지므로, 전체의 비율은 두 비율 가운데 큰 것이 됩니다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "[0.9, 0.5, 1.0].index(min([0.01, 0.1, 0.5, 0.9, 1.0, 1.1], key=lambda lr: max(abs(descend(valley, [-3.0, 4.0], lr, 500) / [-3.0, 4.0]))))"}
#
# 아래의 학습률마다 한 걸음에 거리가 몇 배가 될까요? 500걸음을 가며 재어 봅니다. 0.01, 0.1, 0.5, 0.9, 1.0, 1.1 가운데 길쭉한 그릇에서 가장 빠른 학습률은 무엇일까요?
#
# - 학습률 0.9
# - 학습률 0.5 | 둥근 그릇에서는 그렇습니다. 길쭉한 그릇에서는 완만한 방향이 0.95배로 남습니다.
# - 학습률 1.0 | 완만한 방향은 0.9배가 되지만, 가파른 방향은 $-1$배가 되어 끝없이 오갑니다.
#
# ///

# %%
for landscape, curvatures in ((bowl, [2.0, 2.0]), (valley, [0.1, 2.0])):
    for lr in [0.01, 0.1, 0.5, 0.9, 1.0, 1.1]:
        end = descend(landscape, [-3.0, 4.0], lr, steps=500)
        measured = max(abs(end / [-3.0, 4.0])) ** (1 / 500)
        predicted = max(abs(1 - lr * curvature) for curvature in curvatures)
        print(f"{landscape.name:6} {lr:<4}",
              f"predicted {predicted:.3f}  measured {measured:.3f}")

# %% [markdown]
# `predicted`는 예측한 비율, `measured`는 500걸음을 가며 덜 줄어든 방향에서 잰 비율입니다. 느리게 가든, 수렴하든, 진동하든, 발산하든, 두 비율은 어느 그릇에서나 소수 셋째 자리까지 같습니다. 두 그릇은 가장 큰 곡률이 $L = 2$로 같으니, 발산하기 시작하는 학습률 $2/L$도 같습니다. 학습률이 1보다 작을 때, 길쭉한 그릇에서는 완만한 방향의 거리가 더디게 줄어듭니다. 여기 있는 어느 학습률로도 비율이 0.91보다 작아지지 않습니다. 차분의 반올림 오차가 섞이지 않도록 지형의 기울기는 식으로 구했습니다.

# %% [markdown]
# ## 길쭉한 그릇에서는 얼마나 더 걸릴까 { #condition }
#
# 함수 $f = \frac{1}{2}(x_0^2 + \kappa x_1^2)$의 곡률은 1과 $\kappa$(카파)입니다. 가장 큰 곡률을 가장 작은 곡률로 나눈 수, 여기서는 $\kappa$를 조건수(condition number)라고 합니다. 학습률이 $1/\kappa$를 넘으면, 키울수록 완만한 쪽의 비율 $1 - \eta$는 작아지고 가파른 쪽의 비율 $\eta\kappa - 1$은 커지므로, 둘이 같아지는 학습률이 가장 좋습니다. ($1/\kappa$까지는 키울수록 두 비율이 모두 작아집니다.) 그때 $\eta = 2/(1 + \kappa)$이고, 한 걸음의 비율은 $(\kappa - 1)/(\kappa + 1)$입니다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "round(np.log10(plain[-1] / plain[2])) - 1"}
#
# 최소점까지의 거리를 100만분의 1로 줄이려면 몇 걸음이 필요할까요? $\kappa$가 10에서 1000으로 100배가 되면 걸음은 몇 배가 될까요?
#
# - 10배쯤 | 등고선은 $\sqrt{\kappa}$에 비례해 10배만 길쭉해집니다. 그러나 비율 $(\kappa - 1)/(\kappa + 1)$은 1보다 $2/\kappa$쯤 작습니다.
# - 100배쯤
# - 1만 배쯤 | 걸음이 $\kappa^2$에 비례한다면 그렇습니다. 한 걸음에 줄어드는 몫은 $2/\kappa$쯤이어서 100분의 1이 될 뿐입니다.
#
# ///

# %%
def steps_needed(curvatures, lr, momentum=0.0):
    x, v = np.ones(2), np.zeros(2)
    for step in range(1, 100_000):
        v = momentum * v - lr * curvatures * x
        x = x + v
        if np.linalg.norm(x) < 1e-6:
            return step

kappas = np.array([2, 5, 10, 20, 50, 100, 200, 500, 1000])
plain = [steps_needed(np.array([1.0, k]), lr=2 / (1 + k)) for k in kappas]
predicted = np.log(1e6) / np.log((kappas + 1) / (kappas - 1))
for k, measured, formula in zip(kappas, plain, predicted):
    print(f"{k:5d}  predicted {formula:6.0f}  measured {measured:6d}")

# %% [markdown]
# 한 걸음의 비율을 $r$이라고 하면, `predicted`는 $r^k = 10^{-6}$인 $k$입니다. 필요한 걸음은 $\kappa$에 비례해 늘어납니다. $\kappa$가 100배가 되면 걸음도 100배쯤 늘지만, 등고선은 10배만 길쭉해집니다. 잰 값이 식으로 구한 값보다 조금 큰 것은 출발점 $(1, 1)$에서 최소점까지의 거리가 1이 아니라 $\sqrt{2}$이기 때문입니다.

# %% [markdown]
# ## 돌린 그릇 { #turned }
#
# 지금까지 본 그릇은 축과 나란했습니다. 이번에는 길쭉한 그릇을 45도 돌려 봅시다.
#
# $$
# \begin{gathered}
# f(x) = \tfrac{1}{2} \left( 1.05 x_0^2 - 1.9 x_0 x_1 + 1.05 x_1^2 \right) \\
# \nabla f(x) = A x, \qquad A = \begin{pmatrix} 1.05 & -0.95 \\ -0.95 & 1.05 \end{pmatrix}
# \end{gathered}
# $$
#
# 두 번 편미분한 값, 곧 이계 편미분계수를 모은 행렬 $A$를 헤세 행렬(Hessian)이라고 합니다. 두 축 가운데 어느 쪽을 따라가도 곡률은 1.05입니다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "2 / greatest < 2 / A[0, 0]"}
#
# 그러면 학습률의 한계는 $2/1.05$일까요? 가장 좋은 학습률은 얼마일까요?
#
# - 그렇다 | 축을 따라 잰 곡률만 보았습니다. 이 그릇은 축과 나란하지 않습니다.
# - 아니다, 더 작다
# - 아니다, 더 크다 | 어느 방향의 곡률이 1.05보다 작아도, 한계를 정하는 것은 가장 큰 곡률입니다.
#
# ///
#
# 이번에는 대각선을 따라가 봅시다. 점 $(1, 1)$에서 기울기는 $(0.1, 0.1)$이고, $(1, -1)$에서 기울기는 $(2, -2)$입니다. 둘 다 점의 좌표에 수 하나를 곱한 것이므로, 축 위에서 출발했을 때처럼 곧게 내려갑니다. 곱한 수 0.1과 2가 $A$의 고윳값(eigenvalue)입니다. 다른 방향의 곡률은 축을 따라 잰 1.05처럼 그 사이에 있습니다. 그래서 두 고윳값이 가장 큰 곡률 $\lambda_{\max}$와 가장 작은 곡률 $\lambda_{\min}$이고, 그 비가 $\kappa$입니다(λ는 람다라고 읽습니다). 학습률의 한계는 $2/\lambda_{\max}$입니다. 가장 좋은 학습률에서는 두 방향의 거리가 똑같이 빨리 줄어드므로 $1 - \eta\lambda_{\min} = \eta\lambda_{\max} - 1$이고, 따라서 $\eta = 2/(\lambda_{\min} + \lambda_{\max})$입니다.

# %%
A = np.array([[1.05, -0.95], [-0.95, 1.05]])
least, greatest = np.linalg.eigvalsh(A)
kappa, best = greatest / least, 2 / (least + greatest)
print(f"eigenvalues {least:.1f} and {greatest:.1f}, kappa {kappa:.1f}")
print(f"limit {2 / greatest:.4f}, best {best:.4f}")

for lr in [0.2, 0.5, 0.9, best, 1.0, 2 / 1.05]:
    x, sizes = np.array([1.0, 0.0]), []
    for step in range(200):
        x = x - lr * A @ x
        sizes.append(np.linalg.norm(x))
    measured = (sizes[-1] / sizes[99]) ** (1 / 100)
    predicted = max(abs(1 - lr * least), abs(1 - lr * greatest))
    print(f"{lr:.4f} predicted {predicted:.3f}  measured {measured:.3f}")

# %% [markdown]
# 출력의 `limit`는 한계, `best`는 가장 좋은 학습률입니다. 비율은 가장 좋은 학습률에서 가장 작은 0.905가 됩니다. 축과 나란한 그릇에서와 똑같이 $(\kappa - 1)/(\kappa + 1)$입니다. 그릇이 어느 쪽으로 놓여 있든 경사하강법의 빠르기는 달라지지 않습니다. 0.5와 0.9에서도 돌리기 전과 비율이 같습니다. 한계인 1에서는 비율이 1이고, 그 두 배에 가까운 $2/1.05$에서는 한 걸음마다 2.810배로 멀어집니다. 축과 나란한 그릇이라면 한 변수의 눈금을 바꾸어 둥글게 만들 수 있지만, 이 그릇에는 소용없습니다. 두 축을 따라 잰 곡률이 이미 같기 때문입니다.

# %% [markdown]
# ## 안장점에서 벗어나는 데 얼마나 걸릴까 { #saddle }
#
# 정확히 가로축 위에서 출발하면 $x_0^2 - x_1^2$의 안장점에서 벗어나지 못합니다. 이 축에서 조금이라도 벗어난 곳에서 출발하면, $\eta = 0.1$일 때 한 스텝마다 $x_1$이 1.2배가 됩니다. 처음에 벗어난 거리가 $\delta$(델타)라면 $x_1$이 1이 되기까지 $\log(1/\delta) / \log 1.2$걸음이 걸릴 것입니다.

# %%
nudges = 10.0 ** -np.arange(2, 13, 2)
steps = []
for nudge in nudges:
    x, step = np.array([-3.0, nudge]), 0
    while abs(x[1]) < 1:
        x, step = x - 0.1 * saddle.gradient(x), step + 1
    steps.append(step)

print(steps)
print(descend(saddle, [-3.0, 0.0], 0.1, 10_000)[1])

fig, ax = plt.subplots(figsize=(4.6, 3))
ax.semilogx(nudges, np.log(1 / nudges) / np.log(1.2), color=LIGHT.muted)
ax.semilogx(nudges, steps, "o", color=LIGHT.orange)
ax.set(xlabel=r"$\delta$", ylabel="$k$", ylim=(0, 160))
plt.show()

# %% [markdown]
# /// figure-caption
#     attrs: {alt: "내려가는 직선 위의 점들. 많이 벗어나서 시작할수록 걸음 수가 적습니다."}
# 처음에 벗어난 거리 $\delta$에 따라, $|x_1|$이 1이 되기까지 걸린 걸음 수 $k$. 직선은 예측입니다. 벗어난 거리가 100분의 1로 줄어도 25걸음쯤 더 걸릴 뿐입니다.
# ///
#
# 벗어난 거리가 1만분의 1로 줄어도 50걸음쯤 더 걸릴 뿐입니다. 여기서는 반올림 오차만큼만 벗어나도 빠져나갈 수 있으니, 이런 안장점에서는 학습이 끝나는 것이 아니라 늦어질 뿐입니다. 전혀 벗어나지 않으면 1만 걸음을 가도 $x_1$이 정확히 0에 머무릅니다.

# %% [markdown]
# ## 얼마나 평평하면 내려오지 못할까 { #plateau }
#
# $1 - e^{-x^2}$의 접선의 기울기는 $x$가 커지면 $e^{-x^2}$처럼 빠르게 작아집니다. 조금씩 더 먼 곳에서 출발해 $|x| < 0.01$이 될 때까지 걸음을 셉니다. 그보다 더 먼 두 곳에서는 한 걸음에 $x$가 달라지는지만 봅니다.

# %%
for start in [1.0, 1.5, 2.0, 2.5, 3.0, 3.5]:
    x, step = np.array([start]), 0
    while abs(x[0]) > 0.01:
        x, step = x - 0.1 * plateau.gradient(x), step + 1
    print(f"{start}  slope {plateau.gradient([start])[0]:.0e}  steps {step}")

for start in [5.9, 6.0]:
    after = start - 0.1 * plateau.gradient([start])[0]
    print(start, "moves" if after != start else "stays")

# %% [markdown]
# 출력의 `slope`는 출발점에서 구한 접선의 기울기, `steps`는 걸음 수입니다. 출발점을 2.5에서 3으로 옮기면 걸음이 9배, 3에서 3.5로 옮기면 18배가 됩니다. 멀어질수록 더 가파르게 늘어, 둘째 글에서 출발점으로 삼았던 4라면 100만 걸음이 넘습니다. 이쯤에서는 경사하강법이 멈추지는 않지만, 끝까지 기다릴 수 없을 만큼 느려집니다.
#
# 더 멀어지면 정말로 멈춥니다. 5.9에서는 $x$가 아직 움직이지만(`moves`), 6에서는 그대로입니다(`stays`). 걸음이 이웃한 두 float64의 간격의 절반에도 못 미쳐, 빼고 반올림하면 다시 $x$가 되기 때문입니다.

# %% [markdown]
# ## 어느 골짜기로 갈까 { #basins }
#
# $x^4 - 3x^2 + x$에는 골짜기가 둘 있습니다. 학습률이 작으면 출발점에 따라 어느 골짜기로 갈지가 정해집니다. 둘을 가르는 마루의 왼쪽에서 출발하면 왼쪽으로, 오른쪽에서 출발하면 오른쪽으로 갑니다.
#
# /// predict | 먼저 예측해 봅시다
#
# 학습률이 커지면 어떻게 될까요? 이 규칙은 학습률이 얼마일 때까지 맞을까요?
#
# ///

# %%
starts, rates = np.linspace(-1.9, 1.9, 300), np.linspace(0.005, 0.25, 150)
x = np.tile(starts, (len(rates), 1))[..., np.newaxis]
with np.errstate(over="ignore", invalid="ignore"):
    for step in range(1000):
        x = x - rates[:, np.newaxis, np.newaxis] * two_wells.gradient(x)
    settled = np.abs(two_wells.gradient(x)[..., 0]) < 1e-6

fig, ax = plt.subplots(figsize=(4.6, 3.6))
for minimum, colour in ((-1.3008, LIGHT.orange), (1.1309, LIGHT.purple)):
    ends_there = np.logical_and(settled, abs(x[..., 0] - minimum) < 0.01)
    ax.contourf(starts, rates, ends_there, [0.5, 1.5],
                colors=[colour], alpha=0.4)
    ax.text(minimum, 0.05, f"${minimum:.2f}$", ha="center")

ax.set(xlabel="$x$", ylabel=r"$\eta$")
plt.show()

# %% [markdown]
# /// figure-caption
#     attrs: {alt: "학습률이 작으면 왼쪽은 주황색, 오른쪽은 보라색입니다. 학습률이 크면 보라색만 남고, 더 크면 비어 있습니다. 오른쪽 끝에서는 보라색의 경계가 안쪽으로 기웁니다."}
# 출발점 $x$와 학습률 $\eta$에 따른 결말. 주황색에서는 왼쪽의 깊은 골짜기, 보라색에서는 오른쪽 골짜기의 바닥에 이르고, 빈 곳에서는 1,000걸음을 가도 어느 바닥에도 이르지 못합니다. 그림 안의 수는 바닥의 위치입니다.
# ///
#
# 그림의 아래쪽은 둘로 반듯하게 나뉩니다. 위로 갈수록, 비탈이 가파른 양 끝에서부터 첫걸음에 마루를 뛰어넘는 출발점이 생겨 다른 색이 나타납니다. 이 그림에서는 $\eta$가 0.1을 조금 넘을 때부터입니다. 마루에 있는 곧은 경계는 그대로입니다. 더 위로 가면 깊은 골짜기의 바닥에 수렴하는 출발점이 없습니다. 깊은 골짜기는 더 많이 굽어서, 학습률이 그쪽의 한계 $2/L$을 먼저 넘기 때문입니다.

# %%
for name, minimum in (("left", -1.3008), ("right", 1.1309)):
    curvature = 12 * minimum ** 2 - 6
    print(name, f"curvature {curvature:.2f}, bound {2 / curvature:.3f}")

# %% [markdown]
# 출력의 `left`와 `right`는 왼쪽과 오른쪽 골짜기, `curvature`는 바닥의 곡률, `bound`는 한계입니다. 학습률이 0.14를 넘으면 오른쪽 바닥에만 수렴할 수 있습니다. 왼쪽 골짜기에서는 그 안에 머물러도 바닥을 사이에 두고 오갈 뿐입니다. 0.21을 넘으면 어느 쪽에도 수렴하지 못합니다. 그림에서도 주황색은 첫째 한계에서, 보라색은 둘째 한계에서 끝납니다.

# %% [markdown]
# ## 더 나아가기: 모멘텀 { #momentum }
#
# 무거운 공은 굴러 내려가면서 앞선 속도를 얼마쯤 유지합니다. 이것을 흉내 내면 갱신하는 식은 $v \leftarrow \mu v - \eta \nabla f(x)$와 $x \leftarrow x + v$가 됩니다($\mu$는 뮤라고 읽습니다). 가장 알맞은 $\eta$와 $\mu$는 $\bigl(2/(\sqrt{\lambda_{\min}} + \sqrt{\lambda_{\max}})\bigr)^2$과 $r^2$이고(B. T. Polyak, 1964), 이때 비율은 $r = (\sqrt{\kappa} - 1)/(\sqrt{\kappa} + 1)$이 됩니다. 여기서는 증명하지 않고, 곡률이 1과 $\kappa$인 그릇에서 재어 봅니다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "np.argmin(abs(np.log([3500, 300, 30]) - np.log(heavy[-1])))"}
#
# $\kappa = 1000$이면 몇 걸음이 필요할까요?
#
# - 3,500걸음쯤 | 빠르기가 두 배가 되는 데 그치지 않습니다. 비율의 $\kappa$가 $\sqrt{\kappa}$가 됩니다.
# - 300걸음쯤
# - 30걸음쯤 | $\sqrt{1000}$은 32쯤이지만, 걸음의 수가 아니라 비율에 들어가는 수입니다.
#
# ///

# %%
heavy = []
for k in kappas:
    root = np.sqrt(k)
    lr, momentum = (2 / (1 + root)) ** 2, ((root - 1) / (root + 1)) ** 2
    heavy.append(steps_needed(np.array([1.0, k]), lr, momentum))

print(plain[-1], heavy[-1])

fig, ax = plt.subplots(figsize=(4.6, 3.4))
ax.loglog(kappas, plain, "o-", color=LIGHT.orange)
ax.loglog(kappas, heavy, "s-", color=LIGHT.green)
ax.text(100, 1200, r"$\mu = 0$", color=LIGHT.orange, ha="right")
ax.text(100, 60, r"$\mu > 0$", color=LIGHT.green)
ax.set(xlabel=r"$\kappa$", ylabel="$k$")
plt.show()

# %% [markdown]
# /// figure-caption
#     attrs: {alt: "로그 눈금 위에서 올라가는 두 직선. 모멘텀의 직선은 절반만큼 가파르고, 오른쪽 끝에서는 열 배 넘게 낮습니다."}
# 조건수 $\kappa$에 따라 필요한 걸음 수 $k$. 동그라미는 $\mu = 0$인 경사하강법, 네모는 $\mu > 0$인 모멘텀입니다. 모멘텀을 쓰면 직선의 기울기가 반으로 줄어듭니다.
# ///
#
# 걸음 수가 $\kappa$가 아니라 $\sqrt{\kappa}$에 비례해, 7,082걸음이 321걸음으로 줄었습니다. 앞에서처럼 비율 $r$로만 계산하면 218걸음인데, 실제로는 더 걸렸습니다. 바로 이 $\eta$와 $\mu$에서는 거리가 $r^k$이 아니라 $k\,r^k$에 비례해 줄어들기 때문입니다.

# %% [markdown]
# ## 정리 { #summary }
#
# /// summary | 기억할 것
#
# - 이차함수에서는 $\lvert 1 - c\eta \rvert$만 보면 결말과 빠르기를 모두 알 수 있습니다.
# - 헤세 행렬의 가장 큰 고윳값과 가장 작은 고윳값이 한계 $2/\lambda_{\max}$, 가장 좋은 학습률 $2/(\lambda_{\min} + \lambda_{\max})$, 조건수 $\kappa$를 정합니다.
# - 필요한 걸음은 $\kappa$에 비례하고, $\kappa$에 맞는 모멘텀을 쓰면 $\sqrt{\kappa}$에 비례합니다.
# - 곡률이 음수인 방향이 있는 안장점에서 벗어나는 데 걸리는 걸음은 $\log(1/\delta)$에 비례해 늘 뿐입니다. 고원에서는 멀수록 급하게 느려지고, 아주 멀면 아예 움직이지 않습니다.
# - 어느 골짜기에 이르는지는 출발점과 학습률이 함께 정합니다.
#
# ///
