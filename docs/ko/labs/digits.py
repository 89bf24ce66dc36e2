# %% [markdown]
# # 실험 3 · 손글씨 숫자를 읽는 신경망 { #lab }
#
# [셋째 글](../../neural-network-gradient/)에서는 가중치 여섯 개를 데이터 세 개로 학습시켰고, [넷째 글](../../backpropagation/)에서는 층이 둘인 신경망의 기울기를 구했습니다. 이번에는 실제 데이터를 다룹니다. 손글씨 숫자 1,797장을 학습용과 시험용으로 나누어, 입력과 출력 사이에 **은닉층**(hidden layer)이 있는 신경망을 학습시킵니다. 넘파이와 지금까지 만든 것만 씁니다. 손글씨 그림은 scikit-learn에 들어 있습니다.
#
# 이 페이지의 출력과 그림은 모두 페이지를 만들 때 계산한 것입니다. 직접 실행하려면 [시작하며](../../#install)에 적은 대로 설치하십시오.
# {: .screen }
#
# /// goals | 이 실험에서 할 일
#
# - 한 층으로 시작해, 은닉층이 있는 신경망까지 학습시킵니다.
# - 역전파를 수치 미분으로 확인하고, 두 방법에 시간이 얼마나 드는지 비교합니다.
# - 확률적 경사하강법으로 학습시키고, 학습에 쓴 데이터와 쓰지 않은 데이터에서 결과를 비교합니다.
# - 신경망이 어떤 숫자를 틀리는지 봅니다.
#
# ///

# %% [markdown]
# ## 숫자들 { #digits }
#
# 그림 한 장은 8×8 픽셀입니다. 픽셀의 값은 0에서 16까지인데, 16으로 나누어 0에서 1 사이로 맞춥니다. 난수의 출발점인 시드(seed)를 고정해 누구에게나 같은 순서로 섞고, 마지막 360장(약 5분의 1)은 시험용으로 남겨 둡니다. 시험용 그림은 학습에 쓰지 않습니다.

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
#     attrs: {alt: "0부터 9까지의 숫자. 각각 진하기가 다른 파란 칸 몇 개로 거칠게 그려져 있습니다."}
# 숫자마다 한 장씩, 그림과 레이블.
# ///

# %% [markdown]
# ## 먼저 한 층으로 { #one-layer }
#
# 먼저 이미 만들어 둔 `SimpleNet`을 씁니다. `SimpleNet`은 가중치 한 층에 소프트맥스와 교차 엔트로피 오차를 묶은 것이고, 기울기는 식으로 구합니다. 그림마다 픽셀의 값을 한 줄로 늘어놓고 끝에 1을 붙이면 거기에 곱하는 가중치가 편향이 됩니다. 데이터는 32장씩 미니배치로 묶습니다. 모든 그림을 한 번씩 쓰는 동안을 한 에폭이라고 하고, 에폭마다 그림을 새로 섞어 32장씩 꺼냅니다. (코드의 `yield`는 묶음의 번호를 하나씩 차례로 내줍니다.) 이렇게 무작위로 뽑은 미니배치의 기울기로 내려가는 방법을 **확률적 경사하강법**(stochastic gradient descent, SGD)이라고 합니다. `predict`는 점수(로짓, logit)를 돌려주고, 점수가 가장 높은 숫자가 답입니다. 맞힌 그림의 비율을 **정확도**(accuracy)라고 합니다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "2 * (one_layer > 0.9)"}
#
# 한 층만으로 시험용 그림에서 정확도가 얼마나 될까요?
#
# - 열에 다섯쯤 | 그 정도라면 쓸모가 없습니다. 한 층도 그보다는 훨씬 낫습니다.
# - 열에 일곱쯤 | 8×8 픽셀에서는 숫자마다 밝은 자리가 꽤 다릅니다. 한 층, 곧 일차식만으로도 잘 가려집니다.
# - 열에 아홉이 넘는다
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
for epoch in range(40):
    for batch in batches(rng):
        gradient = net.gradient(with_one(train_X[batch]), train_T[batch])
        net.W = net.W - 0.3 * gradient

one_layer = accuracy(net, with_one(test_X), test_T)
print(f"{one_layer:.3f}")
assert one_layer >= 0.95

# %% [markdown]
# 스무 장에 열아홉 장 넘게 맞힙니다. 단순한 방법을 먼저 써 보면, 뒤에 쓰는 복잡한 방법이 그만한 값을 하는지 알 수 있습니다.

# %% [markdown]
# ## 은닉층 { #hidden-layer }
#
# 이제 입력 64개, 은닉층의 노드 32개, 출력 클래스 10개인 신경망을 씁니다. 층 사이에는 **활성화 함수**(activation function) $\tanh$를 둡니다. 층 사이에 비선형 함수가 없으면 층이 둘이어도 하나와 다르지 않습니다. 패키지에는 이 신경망이 `TwoLayerNet`으로 들어 있습니다. `TwoLayerNet.random`은 가중치를 무작위로 뽑고 편향을 0으로 둡니다.
#
# /// predict | 먼저 예측해 봅시다
#     attrs: {data-answer: "np.argmin(abs(np.array([0, 0.1, 0.5]) - accuracy(net, test_X, test_T)))"}
#
# 아직 아무것도 배우지 않았습니다. 이 신경망은 얼마나 맞힐까요?
#
# - 하나도 못 맞힌다 | 늘 틀리려면 정답을 알아야 합니다. 아무렇게나 답해도 클래스가 10개이니 열에 하나쯤은 맞습니다.
# - 열에 하나쯤
# - 열에 다섯쯤 | 클래스가 둘이라면 그렇습니다. 여기에서는 10개입니다.
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
# 매개변수는 2,410개이고, 정확도는 찍어서 열에 하나를 맞히는 것과 다를 바 없습니다.

# %% [markdown]
# ## 역전파 확인하기 { #backpropagation }
#
# 메서드 `gradient`는 역전파로 기울기를 구하고, [글의 코드](../../backpropagation/#ten-lines)와 같은 계산을 합니다. 맞는지 직접 확인해 봅시다. 수치 미분은 느리지만 손실만 계산할 수 있으면 되므로 기준으로 삼기 좋습니다. 배열을 하나씩 확인합니다.

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
# 네 배열에서 모두 일치합니다. (`relative error`는 상대 오차입니다. 하나라도 다르면 코드가 오류를 내고, 이 페이지는 만들어지지 않습니다.)

# %% [markdown]
# ## 왜 차분으로 학습하지 않을까 { #cost }
#
# 방금 확인할 때는 [매개변수마다 손실을 두 번씩](../../backpropagation/#cost) 계산했습니다.

# %%
print(2 * parameters)

# %% [markdown]
# 차분으로 구하려면 순전파를 이만큼 해야 합니다. 역전파로 구하면 매개변수가 몇 개든 신경망을 앞으로 한 번, 뒤로 한 번 지나면 됩니다. 시간은 어떨까요? 이 신경망에서 그림 32장으로 기울기를 한 번 구하는 데 걸리는 시간을 번갈아 재어 보니, 차분이 역전파보다 수천 배 오래 걸렸습니다. 잰 값은 저장소의 `benchmarks/README.md`에 있습니다. 그래서 차분은 확인할 때 쓰고, 학습할 때는 역전파를 씁니다.

# %% [markdown]
# ## 학습 { #training }
#
# 이번에도 미니배치는 32장이고, 학습률은 0.3, 에폭은 40입니다.

# %%
history = []
for epoch in range(40):
    for batch in batches(rng):
        gradient = net.gradient(train_X[batch], train_T[batch])
        net = TwoLayerNet(**{name: part - 0.3 * gradient[name]
                             for name, part in net.parameters.items()})
    history.append([
        net.loss(train_X, train_T), net.loss(test_X, test_T),
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
#     attrs: {alt: "두 손실은 처음에는 가파르게, 나중에는 천천히 줄어들고, 시험용 그림의 손실이 위에서 끝납니다. 두 정확도는 몇 에폭 만에 올라 1 가까이에서 끝납니다."}
# 에폭 $k$에 따른 손실 $L$(위)과 정확도 $a$(아래). 실선은 학습에 쓴 1,437장, 파선은 시험용 360장입니다.
# ///
#
# 학습에 쓴 그림의 손실(실선)은 조금씩 오르내리면서도 계속 줄어들지만, 시험용 그림의 손실은 그보다 더디게 줄어듭니다. 뒤로 갈수록 신경망이 새 그림보다 학습에 쓴 그림에 더 맞추어지기 때문입니다. 두 손실이 벌어진 것만으로는 아직 문제가 아닙니다. 시험용 그림의 손실도 아직 줄고 있습니다. 학습할수록 새 그림에서 도리어 나빠지면, 곧 시험용 그림의 손실이 줄다가 늘기 시작하면 **과적합**(overfitting)이고, 그때는 학습을 멈추어야 합니다. 언제 멈출지는, 실제로는 시험용 그림이 아니라 따로 떼어 둔 검증용 그림을 보고 정합니다. 그래프보다 먼저 출력된 두 수는 학습을 마친 뒤의 정확도로, 앞은 학습에 쓴 그림, 뒤는 시험용 그림에서 구했습니다. 뒤의 수를, 똑같이 40에폭 동안 학습시킨 한 층의 정확도와 비교해 보십시오. 360장 가운데 몇 장 차이이고, 시드를 바꾸면 그 몇 장도 달라집니다. 이 숫자들은 한 층으로도 잘 가려지기 때문입니다. 손실이 왜 오르내리는지, 그래도 왜 괜찮은지는 [실험 4](../noise/)에서 봅니다.

# %% [markdown]
# ## 틀린 그림 { #mistakes }
#
# 시험용 그림의 답을 세어 표로 만듭니다. 행은 정답이고 열은 신경망의 답입니다. 0은 점으로 적었고, 대각선 밖에 있는 수가 틀린 답의 개수입니다.

# %%
answers = np.argmax(net.predict(test_X), axis=1)
confusion = np.zeros((10, 10), dtype=int)
np.add.at(confusion, (test_T, answers), 1)
print("   ", " ".join(f"{answer:2}" for answer in range(10)))
for digit, row in enumerate(confusion):
    print(digit, "|", " ".join(f"{count or '.':>2}" for count in row))

# %% [markdown]
# 틀린 그림을 봅시다. 그림마다 정답과 신경망의 답을 적었습니다.

# %%
wrong = np.flatnonzero(answers != test_T)[:12]
titles = [f"${t} \\to {a}$" for t, a in zip(test_T[wrong], answers[wrong])]
show(test_X[wrong], titles, columns=3)

# %% [markdown]
# /// figure-caption
#     attrs: {alt: "흐릿한 숫자들. 그 위에 레이블과 신경망의 답이 화살표로 이어져 있습니다."}
# 신경망이 틀린 시험용 그림.
# ///
#
# 사람도 망설일 만한 그림이 있습니다.

# %% [markdown]
# ## 정리 { #summary }
#
# /// summary | 기억할 것
#
# - 역전파로 구한 기울기는 배열마다 수치 미분으로 확인합니다. 학습할 때는 역전파를 씁니다.
# - 확률적 경사하강법은 무작위로 뽑은 미니배치를 걸음마다 하나씩 씁니다.
# - 학습에 쓰지 않은 데이터의 손실은 대개 학습에 쓴 데이터의 손실보다 높습니다. 뒤의 것은 줄어드는데 앞의 것이 늘기 시작하면 과적합입니다.
# - 단순한 방법을 먼저 써 보고, 학습에 쓰지 않은 데이터의 정확도로 비교합니다.
#
# ///
