# %% [markdown]
# # 실험 4 · 잡음 속에서 내려가기 { #lab }
#
# [실험 3](../digits/)에서는 걸음마다 그림 1,437장 가운데 일부만 보고 기울기를 구했습니다. 일부의 기울기는 전체의 기울기와 다릅니다. 이 차이가 **잡음**(noise)입니다. 그런데도 학습은 잘되었고, 손실이 조금씩 오르내렸을 뿐입니다. 미니배치의 기울기는 얼마나 빗나갈까요? 빗나가는 기울기로 어디까지 내려갈 수 있을까요?
#
# 이 페이지의 출력과 그림은 모두 페이지를 만들 때 계산한 것입니다. 직접 실행하려면 [시작하며](../../#install)에 적은 대로 설치하십시오.
# {: .screen }
#
# /// goals | 이 실험에서 할 일
#
# - 미니배치의 기울기가 전체의 기울기를 얼마나 잘 추정하는지, 배치의 크기에 따라 예측하고 잽니다.
# - 같은 학습률로 그림을 1장씩, 16장씩, 전부 보며 내려가, 본 그림의 수가 같을 때 결과를 비교합니다.
# - 손실이 더 줄지 않는 높이를 식으로 예측하고, 학습률을 줄여 그 아래로 내려갑니다.
# - 모멘텀(momentum)이 무엇을 평균하고 무엇을 평균하지 않는지 확인합니다.
#
# ///

# %% [markdown]
# ## 수 네 개로 줄인 그림 { #quarters }
#
# 잡음이 또렷이 보이도록 문제를 줄입니다. 손글씨 숫자 그림 1,600장을 각각 사등분해(코드의 `reshape`는 8행을 4행씩, 8열을 4열씩 나눕니다) 네 부분의 평균 밝기를 구하고, 부분마다 평균이 0, 표준편차가 1이 되도록 맞춥니다. 한 층짜리 신경망이 이 수 네 개만 보고 숫자가 짝수인지 홀수인지 가려냅니다. 입력 끝에 1을 붙여 편향까지 넣으면 가중치는 5행 2열, 모두 10개입니다.
#
# 함수 `gradient`는 [셋째 글의 식](../../neural-network-gradient/#formula-loss-gradient)으로 배치의 기울기를 구합니다. 넘파이의 `@`는 배열의 마지막 두 축을 행렬로 보고 곱하므로, 앞에 축을 더 두면 여러 배치의 기울기를 한꺼번에 구할 수 있습니다. `swapaxes(-1, -2)`는 그 두 축을 바꾸어, 배치마다 `.T`와 같은 일을 합니다. 손실의 최솟값은 전체의 기울기로 미리 구해 둡니다.

# %%
import matplotlib.pyplot as plt
import numpy as np
from gdlesson import SimpleNet, log_softmax, softmax
from gdlesson.figures import LIGHT
from sklearn.datasets import load_digits

rng = np.random.default_rng(0)
digits, N = load_digits(), 1600
chosen = rng.permutation(len(digits.data))[:N]
quarters = digits.images[chosen].reshape(N, 2, 4, 2, 4).mean(axis=(2, 4))
inputs = quarters.reshape(N, 4)
inputs = (inputs - inputs.mean(axis=0)) / inputs.std(axis=0)
X = np.hstack([inputs, np.ones((N, 1))])
T = np.eye(2)[digits.target[chosen] % 2]

def gradient(W, x, t):
    return x.swapaxes(-1, -2) @ (softmax(x @ W) - t) / x.shape[-2]

def loss(W):
    return -np.mean(np.sum(T * log_softmax(X @ W), axis=-1), axis=-1)

start = np.zeros((5, 2))
full = gradient(start, X, T)
print(np.allclose(full, SimpleNet(start).gradient(X, T)))

best = start
for step in range(500):
    best = best - 2.0 * gradient(best, X, T)

lowest = loss(best)
right = np.mean(np.argmax(X @ best, axis=1) == np.argmax(T, axis=1))
print(f"{loss(start):.4f} {lowest:.4f} {right:.3f}")

# %% [markdown]
# `gradient`의 결과는 패키지의 `SimpleNet`과 같습니다. 손실은 0.6931에서 출발하고 최솟값은 0.4569입니다. 최소점에서도 정확도는 0.776에 머뭅니다. 수 네 개와 한 층만으로는 이보다 크게 나아질 수 없기 때문입니다. 이 사실이 뒤에서 중요해집니다.

# %% [markdown]
# ## 일부의 기울기 { #estimate }
#
# 출발점에서 그림 16장을 무작위로 뽑아 기울기를 구합니다. (번호의 행렬을 첨자로 쓴 `X[batches]`에는 행마다 배치가 하나씩 있습니다.)
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "not np.linalg.norm(mean - full) < 0.01 < np.linalg.norm(guesses[0] - full)"}
#
# 전체의 기울기는 크기가 0.4892입니다. 16장의 기울기는 여기에서 얼마나 떨어져 있을까요? 그런 기울기를 100개, 10,000개 구해 평균하면 어떻게 될까요?
#
# - 한 번은 멀지만, 평균할수록 전체의 기울기에 가까워진다
# - 평균해도 늘 한쪽으로 벗어나 있다 | 어느 그림이든 뽑힐 가능성이 같습니다. 그러니 벗어날 쪽이 따로 없습니다.
# - 16장이면 이미 거의 같다 | 16장을 평균해도, 그림 한 장이 벗어난 정도의 4분의 1은 남습니다.
#
# ///

# %%
batches = rng.integers(N, size=(10_000, 16))
guesses = gradient(start, X[batches], T[batches])
print(f"size {np.linalg.norm(full):.4f}")
for count in [1, 100, 10_000]:
    mean = np.mean(guesses[:count], axis=0)
    print(f"{count:6} off by {np.linalg.norm(mean - full):.4f}")

# %% [markdown]
# `size`는 전체의 기울기의 크기, `off by`는 거기에서 떨어진 거리입니다. 16장의 기울기는 그 크기의 0.76배인 0.3706만큼 빗나갔습니다. 그런데 100개를 평균하면 10분의 1로, 10,000개를 평균하면 200분의 1보다 작게 줄어듭니다(100분의 1쯤을 기대했으니 운도 따랐습니다. 왜 100분의 1인지는 바로 다음에 봅니다). 미니배치의 기울기 하나하나는 부정확합니다. 그래도 어느 그림이든 뽑힐 확률이 같아 한쪽으로 치우치지 않으니, 평균하면 전체의 기울기에 다가갑니다. 이처럼 기댓값이 참값과 같아 치우치지 않은(不偏) 추정량을 **불편추정량**(unbiased estimator)이라고 합니다.

# %% [markdown]
# ## 배치의 크기와 흩어진 정도 { #spread }
#
# 그림 한 장의 기울기가 전체의 기울기에서 떨어진 거리를 제곱해 평균한 다음 제곱근을 취하고, 이 값을 $\sigma$(시그마)라고 합시다. 고등학교에서 배운 표준편차를 벡터로 옮긴 것입니다. $n$장의 기울기는 표본평균입니다. 서로 독립인 수 $n$개를 더하면 분산이 $n$배가 되고, $n$으로 나누면 분산은 $n^2$으로 나뉩니다. 그러므로 그 표준편차는 $\sigma/\sqrt{n}$입니다. 뽑은 그림을 다시 뽑지 않으면, 곧 비복원추출이면 남은 그림이 적을수록 덜 흩어집니다. $N$장 가운데 $n$장을 그렇게 뽑으면 $\sqrt{(N - n)/(N - 1)}$을 더 곱합니다. 증명은 하지 않지만, 한 장이면 1이고 모두 뽑으면 0이 됩니다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "widths[1] / widths[2]"}
#
# 배치를 네 배로 키우면 몇 배나 정확해질까요? 1,600장을 모두 뽑으면 어떻게 될까요? 배치를 네 배로 키울 때 몇 배인지 적으십시오.
#
# - 2
# - 4 | 흩어진 정도는 $n$이 아니라 $\sqrt{n}$에 반비례합니다.
#
# ///

# %%
def spread(guesses, true):
    return np.sqrt(np.mean(np.sum((guesses - true) ** 2, axis=(-2, -1))))

sigma = spread(gradient(start, X[:, np.newaxis], T[:, np.newaxis]), full)
sizes = np.array([1, 4, 16, 64, 256, 1024, 1600])
root = sigma / np.sqrt(sizes)
finite = root * np.sqrt((N - sizes) / (N - 1))

orders = rng.permuted(np.tile(np.arange(N), (500, 1)), axis=1)
widths = []
for n in sizes:
    drawn = orders[:, :n]
    widths.append(spread(gradient(start, X[drawn], T[drawn]), full))

print("   n    root  finite  measured")
for row in zip(sizes, root, finite, widths):
    print("{:4}  {:.4f}  {:.4f}    {:.4f}".format(*row))

fig, ax = plt.subplots(figsize=(4.6, 3.2))
ax.loglog(sizes, root, ":", color=LIGHT.muted)
many = np.geomspace(1, N - 1, 100)
ax.loglog(many, sigma / np.sqrt(many) * np.sqrt((N - many) / (N - 1)),
          color=LIGHT.blue)
ax.loglog(sizes[:-1], widths[:-1], "o", color=LIGHT.orange)
ax.set(xlabel="$n$", ylabel="$e$", ylim=(0.01, 2))
plt.show()

# %% [markdown]
# /// figure-caption
#     attrs: {alt: "내려가는 직선 위의 점들. 배치가 크면 실선은 점들과 함께 아래로 꺾이고, 점선은 곧게 이어집니다."}
# 배치의 크기 $n$에 따른 기울기의 흩어진 정도 $e$. 동그라미는 500번씩 뽑아 잰 값, 점선은 $\sigma/\sqrt{n}$, 실선은 비복원추출의 예측입니다.
# ///
#
# `root`는 $\sigma/\sqrt{n}$, `finite`는 비복원추출의 예측, `measured`는 잰 값입니다. 배치를 네 배로 키워도 두 배만 정확해집니다. 계산은 네 배로 드니, 배치를 키워도 늘어난 계산만큼 정확해지지는 않습니다. 64장까지는 두 예측이 비슷하지만 256장부터 갈라지고, 잰 값은 비복원추출의 예측을 따릅니다. 모두 뽑으면 늘 전체의 기울기가 나오니 흩어진 정도는 0입니다. 흔히 배치는 데이터 전체에 비해 아주 작으므로 $\sigma/\sqrt{n}$만 기억해도 됩니다.

# %% [markdown]
# ## 같은 학습률, 다른 배치 { #three-batches }
#
# 이제 내려갑니다. 학습률은 모두 0.1로 하고, 걸음마다 그림을 1장 또는 16장 새로 뽑거나 1,600장을 다 씁니다. 실험 3에서는 섞어 놓고 차례로 썼지만, 여기서는 걸음마다 생기는 잡음이 서로 독립이 되도록 매번 새로 뽑습니다. 16장으로 한 걸음을 가는 데에는 1장으로 열여섯 걸음을 가는 만큼 계산이 듭니다(한꺼번에 계산하므로 시간은 덜 듭니다). 그래서 걸음 수가 아니라 지금까지 본 그림의 수가 같을 때 비교합니다. 운에 좌우되지 않도록 20번씩 내려가 손실을 평균하고, 거기에서 최솟값을 뺀 것을 높이라고 합시다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "np.argmin([one[160], sixteen[160], every.get(160, every[0])])"}
#
# 그림을 160장, 1,600장, 16,000장 보았을 때 가장 낮은 곳에 있는 배치는 각각 어느 것일까요? 160장일 때의 답을 고르십시오.
#
# - 1장씩
# - 16장씩 | 걸음마다 더 정확하지만, 160장으로는 몇 걸음 가지 못합니다.
# - 1,600장씩 | 160장이면 한 걸음도 떼지 못합니다.
#
# ///

# %%
def descend(n, rates, runs):
    W = np.zeros((runs, 5, 2))
    for rate in rates:
        batch = np.arange(N) if n == N else rng.integers(N, size=(runs, n))
        W = W - rate * gradient(W, X[batch], T[batch])
        yield W

def height(W):
    return np.mean(loss(W)) - lowest

def heights(n, rates, runs=20):
    marks = {*np.geomspace(1, len(rates), 30).round(),
             160 / n, 1600 / n, 16_000 / n}
    found = {0: height(start)}
    for step, W in enumerate(descend(n, rates, runs), start=1):
        if step in marks:
            found[step * n] = height(W)
    return found

one = heights(1, np.full(16_000, 0.1))
sixteen = heights(16, np.full(5000, 0.1))
every = heights(N, np.full(1000, 0.1), runs=1)
print("images  n=1     n=16    n=1600")
for seen in [160, 1600, 16_000]:
    last = every.get(seen, every[0])
    print(f"{seen:6}  {one[seen]:.4f}  {sixteen[seen]:.4f}  {last:.4f}")

def draw(ax, found, colour, label, place):
    seen, high = zip(*list(found.items())[1:])
    ax.loglog(seen, high, color=colour)
    ax.text(*place, label, color=colour)

fig, ax = plt.subplots(figsize=(4.6, 3.4))
draw(ax, one, LIGHT.orange, "$n = 1$", (10, 0.02))
draw(ax, sixteen, LIGHT.purple, "$n = 16$", (1500, 0.001))
draw(ax, every, LIGHT.blue, "$n = 1600$", (40_000, 0.15))
ax.set(xlabel="$k n$", ylabel="$L - L^*$", ylim=(1e-4, 0.5))
plt.show()

# %% [markdown]
# /// figure-caption
#     attrs: {alt: "곡선 셋. 배치가 1장이면 높이가 일찍 내려가기를 멈추고, 16장이면 훨씬 낮은 곳에서 멈춥니다. 1600장이면 늦게 시작하지만 계속 내려갑니다."}
# 지금까지 본 그림의 수 $kn$(걸음 수 $k$와 배치의 크기 $n$의 곱)에 따른 높이 $L - L^*$. $L^*$은 손실의 최솟값입니다.
# ///
#
# 출력의 `images`는 본 그림의 수입니다. 160장을 보았을 때는 1장짜리가 가장 낮습니다. 1장짜리가 160걸음을 가는 동안 16장짜리는 열 걸음을 갔고, 1,600장짜리는 한 걸음도 떼지 못했습니다. 빗나가는 걸음이라도 많이 가는 쪽이 앞섭니다. 그런데 1장짜리는 높이 0.04쯤에서 더 내려가지 못합니다. 그림을 1,600장 본 뒤로는 16장짜리가 가장 낮지만, 역시 0.002쯤에서 멈춥니다. 끝까지 내려가는 것은 전체 배치뿐인데, 16장짜리를 앞지르기까지 그림을 160,000장 넘게 보아야 합니다.

# %% [markdown]
# ## 더 내려가지 못하는 높이 { #floor }
#
# 왜 멈출까요? 최소점에서는 전체의 기울기가 0입니다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "alone > 0.5"}
#
# 최소점에서 그림 한 장의 기울기는 얼마나 클까요? 출발점에서는 $\sigma$가 1.50이었습니다.
#
# - 0에 가깝다 | 0인 것은 모든 그림의 기울기를 평균한 것입니다. 하나하나는 서로 다른 쪽으로 당깁니다.
# - 출발점에서보다 조금 작을 뿐이다
#
# ///

# %%
alone = spread(gradient(best, X[:, np.newaxis], T[:, np.newaxis]), 0)
print(f"{sigma:.4f} {alone:.4f} {np.linalg.norm(gradient(best, X, T)):.4f}")

# %% [markdown]
# 출력은 차례로 출발점의 $\sigma$, 최소점의 $\sigma$, 최소점에서 구한 전체의 기울기의 크기입니다. 최소점에서도 $\sigma$는 1.17입니다. 다 맞힐 수는 없으니 그림마다 구한 기울기는 0이 아니고, 그 합이 0일 뿐입니다. 그래서 최소점에 서 있어도 다음 걸음에 밀려납니다.
#
# 얼마나 밀려날지 곡률이 $c$인 한 방향에서 계산해 봅시다. 최소점에서 현재 점까지의 변위를 $x$, 평균이 0이고 분산이 $s^2$인 잡음을 $\xi$(크시)라고 하면, 한 걸음은 $x \leftarrow (1 - \eta c)\,x - \eta\,\xi$입니다. 이것을 제곱해 평균하면, $\xi$가 $x$와 독립이고 평균이 0이므로 $x\xi$의 항은 사라집니다. 그래서 $x^2$의 평균 $v$는 이렇게 바뀝니다.
#
# $$
# v \leftarrow (1 - \eta c)^2\, v + \eta^2 s^2
# $$
#
# 첫째 항은 $v$를 줄이고 둘째 항은 늘립니다. 둘은 $v = \eta s^2 / (2c - \eta c^2)$일 때 균형을 이루어 $v$가 더 변하지 않고, $\eta c$가 작으면 이 값은 $\eta s^2 / (2c)$쯤입니다. 이차함수의 높이는 $c x^2/2$이므로 그 평균은 $\eta s^2/4$입니다. 곡률은 사라졌습니다. 이제 서로 수직인 이런 방향 모두에서 높이를 더합니다. 피타고라스 정리처럼 거리의 제곱은 방향마다 잰 거리의 제곱을 더한 것이므로, $s^2$을 모든 방향에서 더하면 앞에서 구한 표준편차의 제곱, 곧 $\sigma^2/n$입니다. 여기서 $\sigma$는 최소점에서의 값입니다.
#
# $$
# L - L^* \approx \frac{\eta\,\sigma^2}{4n}
# $$
#
# 이 높이를 **잡음 수준**(noise floor)이라고 합시다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "0.1 * alone ** 2 / 4"}
#
# $\eta = 0.1$이면 잡음 수준은 $n = 1$일 때와 $n = 16$일 때 각각 얼마일까요? 학습률을 절반으로 줄이면 어떻게 될까요? $n = 1$일 때의 값을 소수 셋째 자리까지 적으십시오.
#
# - 0.034
# - 0.056 | 출발점의 $\sigma$를 넣었습니다. 최소점에서는 1.17입니다.
# - 0.029 | $\sigma$를 제곱하십시오.
#
# ///

# %%
def settled(path):
    return np.mean([height(W) for W in list(path)[1000::100]])

print("rate    n  predicted  measured")
for rate in [0.05, 0.1, 0.2]:
    for n in [1, 16]:
        predicted = rate * alone ** 2 / (4 * n)
        measured = settled(descend(n, np.full(2000, rate), runs=50))
        print(f"{rate:<4} {n:4}     {predicted:.4f}    {measured:.4f}")
        assert 0.8 < measured / predicted < 1.5

# %% [markdown]
# `rate`는 학습률, `predicted`는 예측한 잡음 수준, `measured`는 잰 높이입니다. 학습률이 절반이면 높이도 절반쯤이고, 배치가 16배이면 높이는 16분의 1쯤입니다. 가장 크게 흔들리는 $\eta = 0.2$, $n = 1$에서는 예측보다 3분의 1쯤 높습니다. 작다고 보고 무시한 항도 있고, 최소점에서 멀리 밀려나면 손실을 이차함수로 보기도 어렵기 때문입니다.
#
# 은닉층이 넓어 학습에 쓴 그림을 다 맞힐 수 있는 신경망에서는 사정이 다릅니다. 맞힐수록 그림마다 기울기가 0에 가까워지므로, 내려가면서 $\sigma$도 작아집니다. 그래서 실험 3에서는 학습에 쓴 그림의 손실이 계속 줄었습니다.

# %% [markdown]
# ## 줄어드는 학습률 { #decay }
#
# 잡음 수준은 학습률에 비례하니, 처음에는 큰 학습률로 빨리 내려가고 차츰 줄이면 됩니다. 배치는 1장 그대로 두고 두 가지 방법을 비교합니다. 하나는 $k$걸음 뒤의 학습률을 $0.1/(1 + k/100)$으로 하는 것이고, 다른 하나는 100걸음마다 절반으로 줄이는 것입니다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "not slow[16_000] < halved[16_000]"}
#
# 어느 쪽이 더 낮은 곳에 이를까요?
#
# - 천천히 줄이는 쪽
# - 절반으로 줄여 가는 쪽 | 잡음은 더 빨리 줄지만, 내려갈 힘도 함께 없어집니다. 남은 학습률을 모두 더해 보십시오.
#
# ///

# %%
k = np.arange(16_000)
slow = heights(1, 0.1 / (1 + k / 100))
halved = heights(1, 0.1 * 0.5 ** (k // 100))
print("images  fixed    slow     halved")
for seen in [160, 1600, 16_000]:
    print(f"{seen:6}  {one[seen]:.5f}  {slow[seen]:.5f}  {halved[seen]:.5f}")

fig, ax = plt.subplots(figsize=(4.6, 3.4))
draw(ax, one, LIGHT.orange, r"$\eta = 0.1$", (1500, 0.075))
draw(ax, slow, LIGHT.green, r"$\eta = 0.1/(1 + k/100)$", (8, 0.0005))
draw(ax, halved, LIGHT.purple, r"$\eta \to \eta/2$", (2500, 0.0065))
ax.set(xlabel="$k$", ylabel="$L - L^*$", ylim=(1e-4, 0.5))
plt.show()

# %% [markdown]
# /// figure-caption
#     attrs: {alt: "처음에는 함께 내려가는 곡선 셋. 주황이 가장 높은 곳에 머물고, 보라는 더 낮은 곳에서 멈추며, 초록은 끝까지 내려갑니다."}
# 그림을 1장씩 보며 내려간 걸음 수 $k$에 따른 높이. 주황은 고정한 학습률, 초록은 $0.1/(1 + k/100)$으로 줄어드는 학습률, 보라는 100걸음마다 절반이 되는 학습률입니다.
# ///
#
# `fixed`는 고정한 학습률, `slow`는 천천히 줄인 학습률, `halved`는 절반씩 줄인 학습률입니다. 천천히 줄인 쪽은 잡음 수준 아래로 계속 내려가 16,000걸음 뒤에는 고정했을 때의 100분의 1보다 낮습니다. 절반씩 줄인 쪽은 0.0045쯤에서 굳어 버렸습니다. 학습률이 너무 빨리 줄어, 300걸음 뒤에 남은 학습률은 모두 더해도 $100 \times 0.0125 \times (1 + 1/2 + 1/4 + \cdots)$, 곧 2.5뿐입니다. 처음의 학습률 0.1로 25걸음을 가는 만큼입니다. 그때까지 잡음에 밀려난 만큼 되돌아가기에는 모자랍니다. 그러니 학습률은 잡음이 잦아들 만큼 줄이되, 합이 한없이 커지도록 천천히 줄여야 합니다(H. Robbins와 S. Monro, 1951).

# %% [markdown]
# ## 모멘텀은 무엇을 평균할까 { #momentum }
#
# 잡음이 있으면 평균을 내고 싶어집니다. 지나온 기울기의 이동 평균(moving average) $m$으로 내려가 봅시다.
#
# $$
# \begin{gathered}
# m \leftarrow \beta\,m + (1 - \beta)\,g \\
# W \leftarrow W - \eta\,m
# \end{gathered}
# $$
#
# $g$는 이번 미니배치의 기울기이고 $\beta$(베타)는 1보다 작은 수입니다. [실험 2의 모멘텀](../descent/#momentum)과 같은 방법으로, 실험 2의 $\mu$가 여기의 $\beta$이고, 실험 2의 학습률이 여기의 $(1 - \beta)\eta$입니다. 한곳에 서서 기울기만 되풀이해 구하면, $m$의 분산은 $g$의 $(1 - \beta)^2(1 + \beta^2 + \beta^4 + \cdots)$배, 곧 $(1 - \beta)/(1 + \beta)$배입니다. 그래서 $m$은 $g$의 $\sqrt{(1 - \beta)/(1 + \beta)}$배만큼만 흩어집니다. $\beta = 0.9$이면 0.23배이니, 배치를 19배로 키운 것과 같습니다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "settled(path) > 0.1 * alone ** 2 / (4 * 16) / 2"}
#
# 그러면 잡음 수준도 19분의 1로 떨어질까요?
#
# - 그렇다 | $m$은 덜 흔들립니다. 그러나 기울기 하나가 옮기는 거리는 여러 걸음에 나뉠 뿐, 모두 더하면 그대로입니다.
# - 아니다, 거의 그대로다
#
# ///

# %%
def averaging(beta, steps, rate, runs=100, n=16):
    W, m = np.tile(best, (runs, 1, 1)), 0.0
    for step in range(steps):
        batch = rng.integers(N, size=(runs, n))
        m = beta * m + (1 - beta) * gradient(W, X[batch], T[batch])
        W = W - rate * m
        yield W, m

print("beta  predicted  measured  height")
for beta in [0.0, 0.9, 0.99]:
    predicted = alone / np.sqrt(16) * np.sqrt((1 - beta) / (1 + beta))
    still = [m for _, m in averaging(beta, 600, rate=0.0)][300::50]
    path = [W for W, _ in averaging(beta, 2000, rate=0.1)]
    print(f"{beta:<4}     {predicted:.4f}    {spread(np.array(still), 0):.4f}"
          f"  {settled(path):.4f}")

# %% [markdown]
# `predicted`와 `measured`는 최소점에 서서 구한 $m$의 흩어진 정도를 예측한 값과 잰 값이고, `height`는 움직이게 했을 때의 높이입니다. $m$은 예측한 대로 덜 흩어집니다. 그러나 높이는 그대로입니다. 기울기 하나가 걸음마다 $m$에 들어가는 몫을 모두 더하면 $(1 - \beta)(1 + \beta + \beta^2 + \cdots) = 1$, 곧 기울기 전부이기 때문입니다. 이동 평균은 잡음을 없애지 않고 여러 걸음에 나누어 옮길 뿐입니다.
#
# 모멘텀이 평균하는 것은 **최근 걸음들의 기울기**입니다. 골짜기를 가로질러 오가는 성분은 서로 지워지고 골짜기를 따라 내려가는 성분은 남습니다. 실험 2에서 $\kappa$에 맞는 $\mu$를 쓰자 걸음이 $\sqrt{\kappa}$에 비례하게 된 것이 그 덕분입니다. 모멘텀이 평균하지 않는 것은 **점**입니다. 잡음 수준을 낮추려면 지나온 점을 평균해야 합니다.

# %%
path = list(descend(16, np.full(2000, 0.1), runs=100))
print(f"{settled(path):.4f} {height(np.mean(path[1000:], axis=0)):.5f}")

# %% [markdown]
# 같은 점들인데, 점마다 구한 높이의 평균은 0.002이고 평균한 점의 높이는 그 10분의 1보다도 낮습니다(B. T. Polyak과 A. B. Juditsky, 1992). 최소점의 양쪽으로 벗어난 것이 서로 지워지기 때문입니다.

# %% [markdown]
# ## 정리 { #summary }
#
# /// summary | 기억할 것
#
# - 미니배치의 기울기는 전체의 기울기의 불편추정량이고, 흩어진 정도는 $\sigma/\sqrt{n}$입니다.
# - 본 데이터의 수가 같으면, 처음에는 작은 배치가 더 많이 걸어 앞서지만 $\eta\sigma^2/(4n)$쯤에서 더 내려가지 못합니다.
# - 학습률을 줄이면 그 아래로 내려갑니다. 너무 빨리 줄이면 최소점에 이르기 전에 멈춥니다.
# - 모멘텀은 최근의 기울기를 평균해 걸음을 고르게 하지만, 잡음 수준은 낮추지 않습니다.
# - 걸음마다 학습률을 스스로 찾는 방법은 [둘째 글의 연습 3](../../gradient-descent/#search_lr)에서 만듭니다. 손실을 비교해 찾으므로, 미니배치의 손실을 그대로 쓰면 잡음 때문에 잘못 찾을 수 있습니다.
#
# ///
