# %% [markdown]
# # 실험 3 · 진짜 숫자를 읽는 신경망
#
# [셋째 글](../../neural-network-gradient/)에서는 가중치 여섯 개를 데이터 세 개로 학습시켰습니다. 이제 진짜를 해 봅시다. 손글씨 숫자 1,797장으로, 은닉층(hidden layer)이 있는 신경망을 넘파이와 지금까지 만든 것만 가지고 학습시킵니다. 그림은 scikit-learn에 들어 있습니다.
#
# 아래의 출력과 그림은 모두 이 페이지를 만들 때 계산했습니다. 직접 실행하는 데 필요한 것은 [시작하며](../../#install)에 있습니다.
#
# > **이 실험에서 할 일**
# >
# > - 한 층으로 시작해, 은닉층이 있는 신경망을 학습시킵니다.
# > - 역전파를 직접 적고 수치 미분으로 확인합니다.
# > - 두 방법의 계산 비용을 세어 견줍니다.
# > - 신경망이 무엇을 틀리는지 봅니다.

# %% [markdown]
# <a id="digits"></a>
#
# ## 숫자들
#
# 그림 한 장은 8×8 픽셀이고, 0에서 16까지인 값을 0에서 1 사이로 맞춥니다. 시드(seed)를 고정해 섞은 다음 마지막 360장, 약 5분의 1을 떼어 시험용으로 둡니다. 신경망은 그것으로 배우지 않습니다.

# %%
import matplotlib.pyplot as plt
import numpy as np
from gdlesson import SimpleNet, cross_entropy_error, numerical_gradient, softmax
from gdlesson.figures import LIGHT
from matplotlib.colors import ListedColormap
from sklearn.datasets import load_digits

digits = load_digits()
order = np.random.default_rng(0).permutation(len(digits.data))
X, T = digits.data[order] / 16, digits.target[order]
train_X, train_T = X[:1437], T[:1437]
test_X, test_T = X[1437:], T[1437:]
print(X.shape, len(train_X), len(test_X))

def show(images, titles, columns):
    rows = -(-len(images) // columns)
    fig, axes = plt.subplots(rows, columns, figsize=(4.6, 6.4 * rows / columns))
    for ax in axes.flat:
        ax.axis("off")
    for ax, image, title in zip(axes.flat, images, titles):
        pixels = image.reshape(8, 8)
        ax.imshow(pixels, cmap=ListedColormap([LIGHT.blue]), alpha=pixels)
        ax.set_title(title, pad=8)
    plt.show()

one_of_each = [np.argmax(train_T == digit) for digit in range(10)]
show(train_X[one_of_each], train_T[one_of_each], columns=5)

# %% [markdown]
# *숫자마다 한 장씩, 그림과 레이블.*

# %% [markdown]
# <a id="one-layer"></a>
#
# ## 먼저 한 층으로
#
# 가진 것에서 시작합니다. `SimpleNet`은 가중치 한 층과 소프트맥스, 교차 엔트로피 오차를 묶은 것이고, 기울기를 식으로 구할 줄 압니다. 1로 된 열 하나가 편향을 맡습니다. 32장씩 묶은 미니배치로 배웁니다. 모든 그림을 한 번씩 보는 것이 한 에폭이고, 에폭마다 그림을 섞어 32장씩 꺼냅니다.
#
# > **먼저 예측해 봅시다**
# >
# > 한 층만으로 시험용 그림을 얼마나 맞힐까요?

# %%
def with_one(X):
    return np.hstack([X, np.ones((len(X), 1))])

def batches(rng, size=32):
    order = rng.permutation(len(train_X))
    for first in range(0, len(order), size):
        yield order[first : first + size]

rng = np.random.default_rng(1)
net = SimpleNet(np.zeros((65, 10)))
for epoch in range(20):
    for batch in batches(rng):
        gradient = net.gradient(with_one(train_X[batch]), train_T[batch])
        net.W = net.W - 0.3 * gradient

answers = np.argmax(net.predict(with_one(test_X)), axis=1)
print(f"{np.mean(answers == test_T):.3f}")
assert np.mean(answers == test_T) >= 0.95

# %% [markdown]
# 스무 장에 열아홉 장 넘게 맞힙니다. 단순한 방법을 먼저 해 보아야 합니다. 다음에 오는 것은 이것보다 나아야 하기 때문입니다.

# %% [markdown]
# <a id="hidden-layer"></a>
#
# ## 은닉층
#
# 이제 입력 64개, 은닉층의 노드 32개, 클래스 10개입니다. 층 사이에는 $\tanh$를 둡니다. 선형이 아닌 무언가가 없다면 두 층은 한 층과 다르지 않습니다.

# %%
def new_net(hidden, rng):
    return {
        "W1": rng.standard_normal((64, hidden)) / np.sqrt(64),
        "b1": np.zeros(hidden),
        "W2": rng.standard_normal((hidden, 10)) / np.sqrt(hidden),
        "b2": np.zeros(10),
    }

def forward(net, X):
    hidden = np.tanh(X @ net["W1"] + net["b1"])
    return hidden, softmax(hidden @ net["W2"] + net["b2"])

def loss(net, X, T):
    return cross_entropy_error(forward(net, X)[1], T)

def accuracy(net, X, T):
    return np.mean(np.argmax(forward(net, X)[1], axis=1) == T)

# %% [markdown]
# <a id="backpropagation"></a>
#
# ## 역전파를 적어 내려가기
#
# 글에서 점수에 대한 기울기는 $y - t$였고, 가중치에 대한 기울기는 거기에 입력을 곱한 것이었습니다. 층이 하나 늘었으니 한 걸음 더 거슬러 올라갑니다. 은닉층의 값은 $W_2$를 거쳐 점수가 되므로, 기울기는 $W_2^\mathsf{T}$를 거쳐 돌아옵니다. 그리고 $\tanh$의 도함수는 $1 - \tanh^2$입니다.

# %%
def backpropagate(net, X, T):
    hidden, y = forward(net, X)
    at_scores = (y - np.eye(10)[T]) / len(X)
    at_hidden = at_scores @ net["W2"].T * (1 - hidden ** 2)
    return {
        "W1": X.T @ at_hidden,
        "b1": at_hidden.sum(axis=0),
        "W2": hidden.T @ at_scores,
        "b2": at_scores.sum(axis=0),
    }

# %% [markdown]
# 배열마다 한 줄씩, 네 줄입니다. 맞을까요? 믿기만 할 필요는 없습니다. 느리지만 틀리기 어려운 수치 미분이 심판입니다.

# %%
def differentiate(net, X, T):
    gradient = {}
    for name in net:
        def loss_of(part):
            return loss(net | {name: part}, X, T)
        gradient[name] = numerical_gradient(loss_of, net[name])
    return gradient

net = new_net(32, rng)
few_X, few_T = train_X[:5], train_T[:5]
exact = backpropagate(net, few_X, few_T)
numerical = differentiate(net, few_X, few_T)
for name in net:
    size = np.linalg.norm(numerical[name]) + np.linalg.norm(exact[name])
    error = np.linalg.norm(numerical[name] - exact[name]) / size
    print(f"{name}  {str(net[name].shape):8}",
          f" relative error below 1e-7: {error < 1e-7}")
    assert error < 1e-7

# %% [markdown]
# 넷 모두 같습니다. (다르면 코드가 오류를 내고, 이 쪽은 만들어지지 않습니다.)

# %% [markdown]
# <a id="cost"></a>
#
# ## 끝까지 차분으로 하지 않는 까닭
#
# 방금 한 확인에서는 매개변수마다 손실을 두 번씩 계산했습니다.
#
# > **먼저 예측해 봅시다**
# >
# > 매개변수가 2,410개이면 한 스텝에 몇 번일까요? 역전파는 몇 번이면 될까요?
#
# 크기가 다른 신경망 여섯 개에서, 코드가 앞으로 몇 번 지나가는지 세어 봅니다. 차분이 먼저, 역전파가 다음입니다.

# %%
calls = []
plain_forward = forward

def forward(net, X):
    calls.append(1)
    return plain_forward(net, X)

def passes(method, net):
    calls.clear()
    method(net, few_X, few_T)
    return len(calls)

sizes = 2, 4, 8, 16, 32, 64
nets = [new_net(hidden, np.random.default_rng(0)) for hidden in sizes]
parameters = [sum(part.size for part in each.values()) for each in nets]
slow = [passes(differentiate, each) for each in nets]
fast = [passes(backpropagate, each) for each in nets]
for hidden, count, differences, back in zip(sizes, parameters, slow, fast):
    print(f"64-{hidden}-10: {count:4d} parameters, {differences:4d} and {back}")

fig, ax = plt.subplots(figsize=(4.6, 3))
ax.loglog(parameters, slow, "o-", color=LIGHT.orange)
ax.loglog(parameters, fast, "s-", color=LIGHT.green)
ax.text(1000, 4000, "$2n$", color=LIGHT.orange, ha="right")
ax.text(1000, 1.6, "$1$", color=LIGHT.green, ha="right")
ax.set(xlabel="$n$", ylabel="$m$", xlim=(100, 10_000), ylim=(0.5, 20_000))
plt.show()

# %% [markdown]
# *매개변수의 수 $n$에 따라, 기울기를 한 번 구하는 데 필요한 순전파의 횟수 $m$. 동그라미는 차분, 네모는 역전파입니다.*
#
# 차분은 순전파가 $2n$번 필요하고, 우리 신경망에서는 4,820번입니다. 역전파는 매개변수가 몇 개든 앞으로 한 번, 뒤로 한 번 갑니다. 게다가 신경망이 커지면 순전파 한 번도 오래 걸립니다. 실제로는 어떨까요? 이 신경망에서 그림 32장으로 기울기를 한 번 구하는 시간을 번갈아 재어 보니, 차분은 약 160밀리초, 역전파는 그 5,000분의 1쯤인 약 0.03밀리초가 걸렸습니다(저장소의 `benchmarks/README.md`). 차분은 확인하는 데, 역전파는 배우는 데 씁니다.

# %% [markdown]
# <a id="training"></a>
#
# ## 학습
#
# 이번에도 미니배치는 32장이고, 학습률은 0.3, 40에폭입니다. 한 스텝은 둘째 글의 것 그대로입니다. 모든 배열이 같은 점에서 구한 기울기로 동시에 움직입니다.

# %%
history = []
for epoch in range(40):
    for batch in batches(rng):
        gradient = backpropagate(net, train_X[batch], train_T[batch])
        net = {name: net[name] - 0.3 * gradient[name] for name in net}
    history.append([measure(net, *data) for measure in (loss, accuracy)
                    for data in ((train_X, train_T), (test_X, test_T))])

train_loss, test_loss, train_accuracy, test_accuracy = np.transpose(history)
print(f"{train_accuracy[-1]:.3f} {test_accuracy[-1]:.3f}")
assert test_accuracy[-1] >= 0.95

fig, (above, below) = plt.subplots(2, figsize=(4.6, 4.6), sharex=True)
epochs = np.arange(1, 41)
above.semilogy(epochs, train_loss, color=LIGHT.orange)
above.semilogy(epochs, test_loss, "--", color=LIGHT.blue)
above.text(41, train_loss[-1], len(train_T), color=LIGHT.orange, va="center")
above.text(41, test_loss[-1], len(test_T), color=LIGHT.blue, va="center")
above.set(ylabel="$L$", ylim=(0.01, 1))
below.plot(epochs, train_accuracy, color=LIGHT.orange)
below.plot(epochs, test_accuracy, "--", color=LIGHT.blue)
below.set(xlabel="$k$", ylabel="$a$", ylim=(0.8, 1.01))
plt.show()

# %% [markdown]
# *에폭 $k$에 따른 손실 $L$(위)과 맞힌 비율 $a$(아래). 실선은 학습에 쓴 1,437장, 파선은 시험용 360장입니다.*
#
# 학습에 쓴 그림의 손실은 조금씩 오르내리면서도 계속 줄어드는데, 시험용 그림의 손실은 더 더디게 줄어듭니다. 끝 무렵에 배우는 것은 새 그림보다 이미 본 그림에 더 도움이 됩니다. 그림 위에 출력된 두 수는 학습을 마친 뒤 학습에 쓴 그림과 시험용 그림에서 맞힌 비율입니다. 뒤의 수를 한 층으로 얻은 수와 견주어 보십시오. 360장 가운데 몇 장 차이입니다.

# %% [markdown]
# <a id="mistakes"></a>
#
# ## 틀린 것들
#
# 행은 정답, 열은 신경망의 답입니다. 0은 점으로 적었고, 대각선 밖에 있는 수가 틀린 답의 개수입니다.

# %%
answers = np.argmax(forward(net, test_X)[1], axis=1)
confusion = np.zeros((10, 10), dtype=int)
np.add.at(confusion, (test_T, answers), 1)
print("   ", " ".join(f"{answer:2}" for answer in range(10)))
for digit, row in enumerate(confusion):
    print(digit, "|", " ".join(f"{count or '.':>2}" for count in row))

# %% [markdown]
# 그림으로 보면 이렇습니다. 정답과, 신경망이 무엇으로 보았는지를 적었습니다.

# %%
wrong = np.flatnonzero(answers != test_T)[:12]
titles = [f"${t} \\to {a}$" for t, a in zip(test_T[wrong], answers[wrong])]
show(test_X[wrong], titles, columns=3)

# %% [markdown]
# *신경망이 틀린 시험용 그림.*
#
# 사람도 망설일 만한 것이 있습니다.

# %% [markdown]
# <a id="summary"></a>
#
# ## 정리
#
# > **기억할 것**
# >
# > - 은닉층이 하나 늘면 기울기도 한 걸음 더 거슬러 올라갑니다. 배열마다 한 줄이면 됩니다.
# > - 역전파를 짰으면 수치 미분으로 확인합니다. 배우는 데에는 역전파를 씁니다.
# > - 차분은 순전파가 $2n$번, 역전파는 매개변수가 몇 개든 앞뒤로 한 번씩 필요합니다.
# > - 단순한 방법을 먼저 해 보고, 배우지 않은 데이터로 견줍니다.
