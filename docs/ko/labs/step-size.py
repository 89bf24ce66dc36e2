# %% [markdown]
# # 실험 1 · h는 얼마나 작아야 할까 { #lab }
#
# [기울기](../../gradient/#step-size)에서 함수 하나를 한 점에서 미분해 보았습니다. $h$를 줄이면 차분의 오차가 작아지다가 다시 커졌습니다. 늘 그럴까요? 오차가 가장 작아지는 $h$는 얼마이고, 미리 알 수 있을까요?
#
# 이 페이지의 출력과 그림은 모두 페이지를 만들 때 계산한 것입니다. 직접 실행하려면 [시작하며](../../#install)에 적은 대로 설치하십시오.
# {: .screen }
#
# /// goals | 이 실험에서 할 일
#
# - 오차가 가장 작아지는 $h$를 식으로 예측합니다.
# - 세 함수와 두 가지 실수형에서 오차를 재어 예측과 비교합니다.
# - 두 가지 반올림 오차를 구별합니다.
# - 이 문제를 아예 피하는 방법을 봅니다.
#
# ///

# %% [markdown]
# ## 도함수를 아는 세 함수 { #functions }
#
# 오차를 재려면 참값을 알아야 합니다. 도함수를 식으로 아는 함수 셋을 골라 각각 한 점에서 미분합니다.

# %%
import matplotlib.pyplot as plt
import numpy as np
from gdlesson.figures import LIGHT

functions = {
    "exp": (np.exp, 1.0, np.exp(1.0)),
    "sin": (np.sin, 1.0, np.cos(1.0)),
    "log": (np.log, 2.0, 0.5),
}

def forward(f, x, h):
    return (f(x + h) - f(x)) / h

def central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)

# %% [markdown]
# ## 식으로 예측하기 { #prediction }
#
# $h$가 작으면 $f(x + h)$는 $f(x) + hf'(x)$ $\mathrel{+} \frac{h^2}{2}f''(x)$ $\mathrel{+} \frac{h^3}{6}f'''(x)$쯤입니다(테일러 급수라고 합니다). 이것을 넣어 보면 전방 차분의 오차는 약 $\frac{h}{2} |f''|$이고, $f''$의 항이 서로 지워지는 중심 차분의 오차는 약 $\frac{h^2}{6} |f'''|$입니다. 이것이 절단 오차입니다. 한편 $f$의 값에는 약 $\varepsilon |f|$의 반올림 오차가 있고, 차분을 구할 때 이 오차도 $h$로 나눕니다. $h$가 작아지면 절단 오차는 줄고 반올림 오차는 커집니다. 어느 $h$에서 두 오차가 똑같이 $E$가 된다고 합시다. 거기에서 벗어나면 어느 한쪽은 $E$보다 커지므로, 두 오차의 합은 어디에서도 $E$보다 작아지지 않습니다. 그 $h$에서 합은 $2E$이니, 가장 작을 때의 두 배를 넘지 않습니다. 그래서 상수 계수는 무시하고, 두 오차가 같아지는 $h$를 구합니다.
#
# $$
# h = \frac{\varepsilon}{h} \;\Rightarrow\; h = \varepsilon^{1/2}
# $$
#
# $$
# h^2 = \frac{\varepsilon}{h} \;\Rightarrow\; h = \varepsilon^{1/3}
# $$
#
# 이때의 오차는 전방 차분이 $\varepsilon^{1/2}$쯤, 중심 차분이 $\varepsilon^{2/3}$쯤입니다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "not eps ** (1 / 3) > eps ** (1 / 2) > eps ** (2 / 3)"}
#
# float64에서 $\varepsilon$은 $2.2 \times 10^{-16}$입니다. 두 차분에서 $h$와 오차가 얼마일지 적어 본 다음 계속 읽으십시오. 둘은 어떻게 다를까요?
#
# - 중심 차분은 더 큰 $h$에서 더 정확하다
# - 중심 차분은 더 작은 $h$에서 더 정확하다 | $\varepsilon$은 1보다 작습니다. 지수가 작을수록 거듭제곱은 큽니다.
# - 전방 차분이 더 정확하다 | 오차의 지수가 중심 차분은 $2/3$, 전방 차분은 $1/2$입니다. 1보다 작은 양수는 지수가 클수록 거듭제곱이 작습니다.
#
# ///

# %%
for dtype in (np.float64, np.float32):
    eps = float(np.finfo(dtype).eps)
    for name, power in (("forward", 1 / 2), ("central", 1 / 3)):
        h, error = eps ** power, eps ** (1 - power)
        print(f"{dtype.__name__}  {name}: h = {h:.0e}, error {error:.0e}")

# %% [markdown]
# ## float64에서 재기 { #float64 }
#
# 이제 $h$를 1에서 $10^{-14}$까지 줄이며 오차를 잽니다.

# %%
hs = 10.0 ** np.arange(-14, 0.1, 0.25)

def errors(difference, f, x, exact, hs):
    return np.abs(difference(f, x, hs).astype(float) - exact)

fig, ax = plt.subplots(figsize=(4.6, 3.8))
for f, x, exact in functions.values():
    ax.loglog(hs, errors(forward, f, x, exact, hs), "^",
              color=LIGHT.purple, markersize=2)
    ax.loglog(hs, errors(central, f, x, exact, hs), "o",
              color=LIGHT.blue, markersize=2)

ax.text(1e-5, 1e-2, "$O(h)$", color=LIGHT.purple)
ax.text(1e-2, 1e-8, "$O(h^2)$", color=LIGHT.blue)
eps = np.finfo(float).eps
ax.axvline(eps ** (1 / 2), linestyle=":", color=LIGHT.purple)
ax.axvline(eps ** (1 / 3), linestyle=":", color=LIGHT.blue)
ax.set(xlabel="$h$", ylabel="$e$", ylim=(1e-14, 10))
ax.set(xticks=10.0 ** np.arange(-14, 1, 2), yticks=10.0 ** np.arange(-14, 1, 2))
plt.show()

# %% [markdown]
# /// figure-caption
#     attrs: {alt: "방법마다 V 모양을 이룬 점들. 중심 차분의 꼭짓점이 더 낮고 더 오른쪽에 있습니다. 꼭짓점마다 점선이 지나갑니다."}
# $h$에 따른 오차 $e$. 세모는 세 함수의 전방 차분, 동그라미는 중심 차분이고, 세로 점선은 예측한 $h$입니다. 세 함수의 그래프는 높이만 조금 다를 뿐 모두 같은 V 모양입니다. 두 축이 모두 로그 눈금이어서, 오른쪽에서는 점들이 나란한 직선 위에 놓입니다. 직선의 기울기는 전방 차분이 1, 중심 차분이 2입니다. 왼쪽에서는 점들이 기울기가 −1인 직선 둘레에 흩어집니다.
# ///
#
# 예측은 얼마나 맞았을까요? 반올림이 우연히 잘 맞아떨어지면 점 하나만 오차가 유난히 작을 수도 있습니다. 그래서 이웃한 $h$의 오차와 평균을 낸 다음(`np.convolve`가 이웃한 다섯의 평균을 구합니다) 가장 작은 곳을 찾습니다. 출력의 `predicted`는 예측한 값이고, `measured`는 함수마다 잰 값입니다.

# %%
def best(difference, dtype, hs):
    found = []
    for f, x, exact in functions.values():
        error = errors(difference, f, dtype(x), exact, hs.astype(dtype))
        smooth = np.convolve(np.log(error + 1e-300), np.ones(5) / 5, "valid")
        found.append((hs[2 + np.argmin(smooth)], np.exp(np.min(smooth))))
    return np.transpose(found)

differences = (("forward", forward, 1 / 2), ("central", central, 1 / 3))

def compare(dtype, eps, hs):
    for name, difference, power in differences:
        places, lowest = best(difference, dtype, hs)
        for what, predicted, measured in (
                ("h", eps ** power, places),
                ("error", eps ** (1 - power), lowest)):
            print(name, what, f"predicted {predicted:.0e}, measured",
                  *[f"{value:.0e}" for value in measured])
            assert all(0.05 < value / predicted < 20 for value in measured)

compare(np.float64, eps, hs)

# %% [markdown]
# 예측할 때 상수를 모두 무시했습니다. 그런데 상수 $c$를 남겨 $ch = \varepsilon/h$를 풀면 $h = (\varepsilon/c)^{1/2}$입니다. 가장 좋은 간격에는 $c$의 제곱근만, 중심 차분이라면 세제곱근만 영향을 줍니다. 그래서 세 함수에서 모두 간격은 두 배쯤, 오차는 열 배쯤밖에 빗나가지 않았습니다(`compare`의 마지막 줄은 스무 배를 넘지 않는지 확인합니다). V의 바닥이 넓으므로 이만하면 충분합니다. 간격이 열 배 크거나 작아도 유효숫자를 한두 자리 잃을 뿐입니다.

# %% [markdown]
# ## 왼쪽에서는 무엇이 반올림될까 { #causes }
#
# $f$의 값만 반올림되는 것이 아닙니다. 점 $x + h$와 $x - h$도 각각 $\varepsilon |x|$쯤까지 어긋나므로, 두 점 사이의 거리는 정확히 $2h$가 아닙니다. 점이 어긋나면 함숫값은 그 $|f'|$배만큼 어긋나니, 그런데도 $2h$로 나누면 $\varepsilon |x f'| / h$쯤의 오차가 생깁니다. 실제로 움직인 거리로 나누면 이 오차가 생기지 않습니다. 이만큼 가까운 두 수의 뺄셈은 정확하기 때문입니다. (상쇄 오차는 뺄셈이 아니라, 빼기 전에 반올림한 데에서 옵니다.) $f$의 값을 반올림해서 생기는 $\varepsilon |f| / h$쯤의 오차는 그대로 남습니다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "round(np.log10(by_2h / by_moved))"}
#
# $|x f'|$은 크고 $|f|$는 크지 않은 예로, $\sin$을 100에서 미분합니다. 움직인 거리로 나누면 오차가 얼마나 줄까요?
#
# - 거의 줄지 않는다 | 여기서는 $|f|$가 작고 $|x f'|$이 큽니다. 없어지는 것은 큰 쪽입니다.
# - 10분의 1쯤으로 | $|x f'|$은 86쯤, $|f|$는 0.5쯤입니다. 남는 것과 없어지는 것의 비를 보십시오.
# - 100분의 1쯤으로
#
# ///
#
# 왼쪽의 오차는 $\varepsilon / h$에 비례하므로, $h / \varepsilon$을 곱하면 $h$와 상관없는 수가 남습니다. 아래의 표는 $h$가 $10^{-12}$에서 $10^{-6}$까지일 때 그 수의 중앙값입니다. `by 2h`는 간격의 두 배로, `by moved`는 실제로 움직인 거리로 나누었을 때의 값입니다.

# %%
def moved(f, x, h):
    above, below = x + h, x - h
    return (f(above) - f(below)) / (above - below)

small = 10.0 ** np.arange(-12, -6, 0.05)
print("            |f|  |x f'|  by 2h  by moved")
far = {"sin at 100": (np.sin, 100.0, np.cos(100.0))}
for name, (f, x, exact) in (functions | far).items():
    by_2h, by_moved = (
        np.median(errors(difference, f, x, exact, small) * small / eps)
        for difference in (central, moved))
    print(f"{name:10} {abs(f(x)):5.2f} {abs(x * exact):7.2f}",
          f"{by_2h:6.2f} {by_moved:9.2f}")

assert 30 < by_2h / by_moved < 300
assert not any(errors(moved, *functions["log"], small))

# %% [markdown]
# $\sin$을 100에서 미분할 때에는 오차가 100분의 1쯤으로 줄었습니다. 오차가 거의 모두 점의 반올림에서 왔다는 뜻입니다. `gdlesson.numerical_gradient`가 움직인 거리로 나누는 이유입니다. $\exp$와 $\sin$을 1에서 미분할 때에는 $|x f'|$이 $|f|$보다 크지 않아 별로 줄지 않았습니다. $\log$를 2에서 미분할 때에는 표에 쓴 모든 $h$에서 오차가 0이 되었습니다. 미분계수가 꼭 $1/2$이어서, 점이 2에서 움직인 거리의 절반이 $\log 2$ 둘레에서 이웃한 두 수의 간격의 정수배이기 때문입니다. 그래서 두 함숫값의 반올림 오차가 똑같고, 빼면 서로 지워집니다.

# %% [markdown]
# ## float32에서 재기 { #float32 }
#
# 신경망은 흔히 float32로 학습시킵니다. float32에서는 $\varepsilon$이 $1.2 \times 10^{-7}$이고, 같은 규칙으로 예측하면 $h$가 훨씬 커야 합니다.

# %%
hs32 = 10.0 ** np.arange(-7, 0.1, 0.125)
eps32 = float(np.finfo(np.float32).eps)
compare(np.float32, eps32, hs32)

fig, ax = plt.subplots(figsize=(4.6, 3.4))
for f, x, exact in functions.values():
    ax.loglog(hs32, errors(central, f, x, exact, hs32), "o",
              color=LIGHT.muted, markersize=2)

for f, x, exact in functions.values():
    for difference, mark, colour in ((forward, "^", LIGHT.purple),
                                     (central, "o", LIGHT.blue)):
        single = errors(difference, f, np.float32(x), exact,
                        hs32.astype(np.float32))
        ax.loglog(hs32, single, mark, color=colour, markersize=2)

ax.text(2e-6, 1, "float32")
ax.text(1e-6, 1e-8, "float64", color=LIGHT.muted)
ax.axvline(eps32 ** (1 / 2), linestyle=":", color=LIGHT.purple)
ax.axvline(eps32 ** (1 / 3), linestyle=":", color=LIGHT.blue)
ax.set(xlabel="$h$", ylabel="$e$")
plt.show()

# %% [markdown]
# /// figure-caption
#     attrs: {alt: "float32에서 V 모양을 이룬 두 무리의 점들. 각각 점선 근처에서 가장 낮습니다. float64의 점들은 더 왼쪽에서, 훨씬 아래까지 내려갑니다."}
# float32에서 생기는 오차 $e$. 세모는 전방 차분, 파란 동그라미는 중심 차분이고, 회색 동그라미는 float64로 구한 중심 차분입니다. 점선은 float32에서 가장 좋을 것으로 예측한 $h$입니다.
# ///
#
# float64에서 잘 맞던 $h = 10^{-4}$을 float32에서 쓰면, 일곱 자리쯤 되는 유효숫자 가운데 서너 자리만 맞습니다. `gdlesson.numerical_gradient`가 어떤 $x$를 받든 float64로 바꾸는 이유입니다. 그러나 함수 안에서 어떤 실수형으로 계산할지는 $f$에 달렸습니다. 첫째 글의 그릇을 float32로 계산하면서 $(3, 4)$에서 미분해 봅시다. 기울기는 $(6, 8)$입니다.

# %%
from gdlesson import numerical_gradient

def single(x):
    x = x.astype(np.float32)
    return x[0] ** 2 + x[1] ** 2

for h in (1e-4, 5e-3):
    print(h, numerical_gradient(single, [3, 4], h).round(3))

# %% [markdown]
# $h = 10^{-4}$일 때에는 6이어야 할 값이 5.989로 나왔습니다. 규칙이 예측한 float32의 $h$로는 소수 셋째 자리까지 맞습니다. 앞의 서너 자리보다 못한 것은, $f$의 값이 25로 커서 반올림 오차도 크기 때문입니다.

# %% [markdown]
# ## 더 나아가기: 빼지 않으면 지워지지 않는다 { #complex-step }
#
# 점의 반올림 오차는 움직인 거리로 나누면 사라집니다. V의 왼쪽에 남은 오차는 값을 반올림해서 생기고, 거의 같은 두 값을 뺄 때 두드러집니다. 빼지 않고 미분하는 방법이 있습니다. 복소수를 받을 수 있는 함수라면 허수 방향으로 움직여 봅니다. 이것을 복소 스텝(complex step)이라고 합니다.
#
# $$
# \begin{gathered}
# f(x + ih) = f(x) + ih\,f'(x) \\
# {} - \frac{h^2}{2} f''(x) - \dots
# \end{gathered}
# $$
#
# $$
# \Longrightarrow\quad \frac{\operatorname{Im} f(x + ih)}{h} = f'(x) + O(h^2)
# $$
#
# $\operatorname{Im}$은 허수부입니다. $f(x)$는 실수부에 있으므로 거기에 영향을 주지 않습니다. 그래서 $h$가 터무니없이 작아도 됩니다.

# %%
h = 1e-20
for name, (f, x, exact) in functions.items():
    step = np.imag(f(x + 1j * h)) / h
    print(name, abs(step - exact) < 1e-15,
          abs(central(f, x, h) - exact) < 1e-15)

# %% [markdown]
# $h = 10^{-20}$일 때 복소 스텝으로 구한 값은 거의 마지막 자리까지 맞습니다. 중심 차분은 쓸모가 없습니다. $x + h$가 $x$와 같기 때문입니다. 다만 복소 스텝을 쓰려면 $f$ 안의 모든 연산이 복소수를 받아야 하고, $|x|$나 크기 비교가 있으면 안 됩니다. [넷째 글](../../backpropagation/)의 역전파로도 기울기를 정확하게 구할 수 있습니다. 복소수는 필요 없고, 연산마다 도함수만 알면 됩니다.

# %% [markdown]
# ## 정리 { #summary }
#
# /// summary | 기억할 것
#
# - 절단 오차와 반올림 오차가 같아질 때쯤의 $h$가 가장 좋습니다. 전방 차분에서는 $\varepsilon^{1/2}$쯤, 중심 차분에서는 $\varepsilon^{1/3}$쯤입니다.
# - 이때의 오차는 전방 차분이 $\varepsilon^{1/2}$쯤, 중심 차분이 $\varepsilon^{2/3}$쯤입니다.
# - 실제로 움직인 거리로 나누면 반올림 오차 가운데 $f$의 값에서 생긴 것만 남습니다.
# - float32에서는 $h$를 훨씬 크게 잡아야 하고, 그래도 float64만큼 정확하지 않습니다.
# - 복소 스텝에는 뺄셈이 없으므로 상쇄 오차도 없습니다.
#
# ///
