# %% [markdown]
# # 실험 3 · 진짜 숫자를 읽는 신경망 { #lab }
#
# [셋째 글](../../neural-network-gradient/)에서는 가중치 여섯 개를 데이터 세 개로 학습시켰고, [넷째 글](../../backpropagation/)에서는 층이 둘인 신경망의 기울기를 구했습니다. 이제 진짜를 해 봅시다. 손글씨 숫자 1,797장으로, **은닉층**(hidden layer)이 있는 신경망을 넘파이와 지금까지 만든 것만 가지고 학습시킵니다. 그림은 scikit-learn에 들어 있습니다.
#
# 아래의 출력과 그림은 모두 이 페이지를 만들 때 계산했습니다. 직접 실행하는 데 필요한 것은 [시작하며](../../#install)에 있습니다.
#
# /// goals | 이 실험에서 할 일
#
# - 한 층으로 시작해, 은닉층이 있는 신경망을 학습시킵니다.
# - 역전파를 수치 미분으로 확인하고, 두 방법에 시간이 얼마나 드는지 봅니다.
# - 확률적 경사하강법으로 학습시키고, 본 데이터와 보지 않은 데이터를 견줍니다.
# - 신경망이 무엇을 틀리는지 봅니다.
#
# ///

# %% [markdown]
# ## 숫자들 { #digits }
#
# 그림 한 장은 8×8 픽셀이고, 0에서 16까지인 값을 0에서 1 사이로 맞춥니다. 시드(seed)를 고정해 섞은 다음 마지막 360장, 약 5분의 1을 떼어 시험용으로 둡니다. 신경망은 그것으로 학습하지 않습니다.

# %%
import matplotlib.pyplot as plt
import numpy as np
from gdlesson import SimpleNet, TwoLayerNet, numerical_gradient
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
# /// figure-caption
# 숫자마다 한 장씩, 그림과 레이블.
# ///

# %% [markdown]
# ## 먼저 한 층으로 { #one-layer }
#
# 가진 것에서 시작합니다. `SimpleNet`은 가중치 한 층과 소프트맥스, 교차 엔트로피 오차를 묶은 것이고, 기울기를 식으로 구할 줄 압니다. 1로 된 열 하나가 편향을 맡습니다. 32장씩 묶은 미니배치로 학습합니다. 모든 그림을 한 번씩 보는 것이 한 에폭이고, 에폭마다 그림을 섞어 32장씩 꺼냅니다. 이렇게 무작위로 뽑은 미니배치의 기울기로 내려가는 것을 **확률적 경사하강법**(stochastic gradient descent, SGD)이라고 합니다. `predict`가 돌려주는 것은 점수(로짓, logit)이고, 가장 높은 것이 답입니다. 맞힌 그림의 비율은 **정확도**(accuracy)라고 합니다.
#
# /// predict | 먼저 예측해 봅시다
#
# 한 층만으로 시험용 그림에서 정확도가 얼마나 될까요?
#
# ///

# %%
def with_one(X):
    return np.hstack([X, np.ones((len(X), 1))])

def accuracy(net, X, T):
    return np.mean(np.argmax(net.predict(X), axis=1) == T)

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

one_layer = accuracy(net, with_one(test_X), test_T)
print(f"{one_layer:.3f}")
assert one_layer >= 0.95

# %% [markdown]
# 스무 장에 열아홉 장 넘게 맞힙니다. 단순한 방법을 먼저 해 보아야 합니다. 다음에 오는 것은 이것보다 나아야 하기 때문입니다.

# %% [markdown]
# ## 은닉층 { #hidden-layer }
#
# 이제 입력 64개, 은닉층의 노드 32개, 클래스 10개입니다. 층 사이에는 **활성화 함수**(activation function) $\tanh$를 둡니다. 선형이 아닌 무언가가 없다면 두 층은 한 층과 다르지 않습니다. 패키지에는 이 신경망이 `TwoLayerNet`으로 들어 있습니다. `random`은 가중치를 무작위로 뽑고 편향을 0으로 둡니다.
#
# /// predict | 먼저 예측해 봅시다
#
# 매개변수는 몇 개일까요? 아무것도 학습하지 않았을 때 정확도는 얼마일까요?
#
# ///

# %%
net = TwoLayerNet.random(rng, inputs=64, hidden=32, classes=10)
for name, part in net.parameters.items():
    print(name, part.shape, part.size)

parameters = sum(part.size for part in net.parameters.values())
print(parameters)
print(f"{accuracy(net, test_X, test_T):.3f}")

# %% [markdown]
# 매개변수는 2,410개이고, 정확도는 열에 하나를 맞히는 찍기보다 나을 것이 없습니다.

# %% [markdown]
# ## 역전파 확인하기 { #backpropagation }
#
# 메서드 `gradient`가 역전파이고, [글에서 쓴 코드](../../backpropagation/#ten-lines)와 같습니다. 맞을까요? 믿기만 할 필요는 없습니다. 느리지만 손실 말고는 아무것도 필요 없는 수치 미분이 심판입니다. 배열을 하나씩 확인합니다.

# %%
def differentiate(net, X, T):
    gradient = {}
    for name in net.parameters:
        def loss_of(part):
            return TwoLayerNet(**(net.parameters | {name: part})).loss(X, T)
        gradient[name] = numerical_gradient(loss_of, net.parameters[name])
    return gradient

few_X, few_T = train_X[:5], train_T[:5]
exact = net.gradient(few_X, few_T)
numerical = differentiate(net, few_X, few_T)
for name in net.parameters:
    size = np.linalg.norm(numerical[name]) + np.linalg.norm(exact[name])
    error = np.linalg.norm(numerical[name] - exact[name]) / size
    print(f"{name}  relative error below 1e-7: {error < 1e-7}")
    assert error < 1e-7

# %% [markdown]
# 넷 모두 같습니다. (다르면 코드가 오류를 내고, 이 페이지는 만들어지지 않습니다.)

# %% [markdown]
# ## 끝까지 차분으로 하지 않는 까닭 { #cost }
#
# 방금 한 확인에서는 [매개변수마다 손실을 두 번씩](../../backpropagation/#cost) 계산했습니다.
#
# /// predict | 먼저 예측해 봅시다
#
# 매개변수가 2,410개이면 한 스텝에 몇 번일까요? 역전파는 신경망을 몇 번 지나갈까요?
#
# ///

# %%
print(2 * parameters)

# %% [markdown]
# 차분은 순전파가 이만큼 필요합니다. 역전파는 매개변수가 몇 개든 앞으로 한 번, 뒤로 한 번 갑니다. 실제로는 어떨까요? 이 신경망에서 그림 32장으로 기울기를 한 번 구하는 시간을 번갈아 재어 보니, 차분은 약 160밀리초, 역전파는 그 5,000분의 1쯤인 약 0.03밀리초가 걸렸습니다(저장소의 `benchmarks/README.md`). 차분은 확인하는 데, 역전파는 학습하는 데 씁니다.

# %% [markdown]
# ## 학습 { #training }
#
# 이번에도 미니배치는 32장이고, 학습률은 0.3, 40에폭입니다. 한 스텝은 둘째 글의 것 그대로입니다. 모든 배열이 같은 점에서 구한 기울기로 동시에 움직입니다.

# %%
history = []
for epoch in range(40):
    for batch in batches(rng):
        gradient = net.gradient(train_X[batch], train_T[batch])
        net = TwoLayerNet(**{name: part - 0.3 * gradient[name]
                             for name, part in net.parameters.items()})
    history.append([net.loss(train_X, train_T), net.loss(test_X, test_T),
                    accuracy(net, train_X, train_T), accuracy(net, test_X, test_T)])

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
# /// figure-caption
# 에폭 $k$에 따른 손실 $L$(위)과 정확도 $a$(아래). 실선은 학습에 쓴 1,437장, 파선은 시험용 360장입니다.
# ///
#
# 학습에 쓴 그림의 손실은 조금씩 오르내리면서도 계속 줄어드는데, 시험용 그림의 손실은 더 더디게 줄어듭니다. 끝 무렵의 학습은 새 그림보다 이미 본 그림에 더 도움이 됩니다. **과적합**(overfitting)은 이렇게 시작합니다. 시험용 그림의 손실이 다시 늘어나기만 한다면 그때는 멈추어야 합니다. 그림 위에 출력된 두 수는 학습을 마친 뒤 학습에 쓴 그림과 시험용 그림에서의 정확도입니다. 뒤의 수를 한 층으로 얻은 수와 견주어 보십시오. 360장 가운데 몇 장 차이입니다.

# %% [markdown]
# ## 틀린 것들 { #mistakes }
#
# 행은 정답, 열은 신경망의 답입니다. 0은 점으로 적었고, 대각선 밖에 있는 수가 틀린 답의 개수입니다.

# %%
answers = np.argmax(net.predict(test_X), axis=1)
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
# /// figure-caption
# 신경망이 틀린 시험용 그림.
# ///
#
# 사람도 망설일 만한 것이 있습니다.

# %% [markdown]
# ## 정리 { #summary }
#
# /// summary | 기억할 것
#
# - 역전파는 배열마다 수치 미분으로 확인합니다. 학습하는 데에는 역전파를 씁니다.
# - 확률적 경사하강법은 무작위로 뽑은 미니배치를 하나씩 씁니다.
# - 학습에 쓴 데이터의 손실이 다른 데이터의 손실보다 빨리 줄어들면, 과적합이 시작된 것입니다.
# - 단순한 방법을 먼저 해 보고, 학습에 쓰지 않은 데이터의 정확도로 견줍니다.
#
# ///
