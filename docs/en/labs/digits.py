# %% [markdown]
# # Lab 3 · A real network on real digits { #lab }
#
# [The third lesson](../../neural-network-gradient/) trained six weights on three samples, and [the fourth](../../backpropagation/) found the gradient of a network with two layers. Now for something real: 1,797 handwritten digits, some of them kept for testing, a network with a **hidden layer**, and nothing but NumPy and what we have built. The images come with scikit-learn.
#
# Every output and every picture below was computed when this page was built. What you need to run the code yourself is in [Start here](../../#install).
# {: .screen }
#
# /// goals | On this page you will
#
# - start with one layer, then train a network with a hidden layer;
# - check its backpropagation by numerical differentiation, and see what each of the two costs in time;
# - train by stochastic gradient descent, and compare what the network has seen with what it has not;
# - look at what the network gets wrong.
#
# ///

# %% [markdown]
# ## The digits { #digits }
#
# Each image has 8×8 pixels, whose values run from 0 to 16; we scale them to between 0 and 1. We shuffle the images with a fixed seed, so that everybody gets the same order, and set the last 360, about a fifth, aside for testing. The network never learns from those.

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
#     attrs: {alt: "The digits from 0 to 9, each drawn coarsely in a few shades of blue."}
# One image of each digit, and its label.
# ///

# %% [markdown]
# ## One layer first { #one-layer }
#
# Begin with what we have. `SimpleNet` is one layer of weights, softmax and cross-entropy error, and it knows its gradient by formula. The pixels of an image stand in a row, and a 1 at the end of the row gives the network its biases. The network learns from mini-batches of 32 images: every epoch, which is one pass through all of them, shuffles the images and takes 32 at a time. (`yield` hands out their numbers, one batch after another.) Descending by the gradient of a mini-batch drawn at random is called **stochastic gradient descent**, or SGD. What `predict` returns are scores (logits), and the highest is the answer; the share of images that are answered right is the **accuracy**.
#
# /// predict | Predict first
#     attrs: {data-answer: "2 * (one_layer > 0.9)"}
#
# What accuracy can a single layer reach on the test images?
#
# - About five in ten | That would not be of much use, and a single layer is far better.
# - About seven in ten | On 8×8 pixels, each digit is bright at rather different places. Straight boundaries part them well.
# - Above nine in ten
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
# More than nineteen in twenty. A simple method deserves to be tried first, and whatever comes next has to beat it.

# %% [markdown]
# ## A hidden layer { #hidden-layer }
#
# Now 64 inputs, a hidden layer of 32 units and 10 classes. Between the layers stands the **activation function**, $\tanh$: without something nonlinear there, two layers would be no more than one. The package has this network as `TwoLayerNet`. `random` draws its weights at random and sets its biases to 0.
#
# /// predict | Predict first
#     attrs: {data-answer: "np.argmin(abs(np.array([0, 0.1, 0.5]) - accuracy(net, test_X, test_T)))"}
#
# It has not learnt anything yet. How often is it right?
#
# - Never | To be wrong every time, one has to know the answer. With 10 classes, even a blind answer is right about once in ten.
# - About once in ten
# - About five times in ten | So it would be with two classes. Here there are 10.
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
# 2,410 parameters, and an accuracy no better than that of guessing, which gets one in ten right.

# %% [markdown]
# ## Backpropagation, checked { #backpropagation }
#
# Its method `gradient` is backpropagation, as [the lesson](../../backpropagation/#ten-lines) writes it. Is it right? We need not take it on trust. Numerical differentiation is slow, but it needs nothing except the loss: let it be the judge, of one array at a time.

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
# All four agree. (The code raises an error if they do not, and then this page is not built.)

# %% [markdown]
# ## Why not differences all the way? { #cost }
#
# The check computed the loss [twice for each parameter](../../backpropagation/#cost).

# %%
print(2 * parameters)

# %% [markdown]
# Differences need that many forward passes; backpropagation goes forward once and back once, however many parameters there are. And in time? For one gradient of this network on 32 images, measured alternately, differences took thousands of times as long as backpropagation; how long, `benchmarks/README.md` in the repository says. Differences are for checking; backpropagation is for learning.

# %% [markdown]
# ## Training { #training }
#
# Mini-batches of 32 again, a learning rate of 0.3, 40 epochs.

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
#     attrs: {alt: "Both losses fall steeply, then slowly; that of the test images ends above the other. Both accuracies rise within a few epochs and end close to 1."}
# The loss $L$ (above) and the accuracy $a$ (below) on the 1,437 images that the network learns from (solid) and on the 360 test images (dashed), against the epoch $k$.
# ///
#
# Apart from small ups and downs the training loss goes on falling, while the test loss falls more slowly: what the network still learns towards the end helps with the images it has seen more than with new ones. A gap between the two is no fault yet: the test loss is still falling too. It is **overfitting** when learning more makes the answers to new images worse, that is, when the test loss stops falling and rises. Then it would be time to stop. In practice that is decided by a third set of images, set aside for this purpose. The two numbers printed above the figure are the accuracies at the end, on the training and on the test images. Compare the second with that of a single layer, which learnt for 40 epochs as well: the difference is a matter of a few images in 360, and with another seed it is another few, for one layer already tells these digits apart well. Why the loss goes up and down, and why that does no harm here, is the subject of [lab 4](../noise/).

# %% [markdown]
# ## Where it goes wrong { #mistakes }
#
# Here is a count of the answers to the test images. Rows are the true digits, columns the answers. A dot is a 0; numbers off the diagonal count the mistakes.

# %%
answers = np.argmax(net.predict(test_X), axis=1)
confusion = np.zeros((10, 10), dtype=int)
np.add.at(confusion, (test_T, answers), 1)
print("   ", " ".join(f"{answer:2}" for answer in range(10)))
for digit, row in enumerate(confusion):
    print(digit, "|", " ".join(f"{count or '.':>2}" for count in row))

# %% [markdown]
# And here they are: the true digit, and what the network took it for.

# %%
wrong = np.flatnonzero(answers != test_T)[:12]
titles = [f"${t} \\to {a}$" for t, a in zip(test_T[wrong], answers[wrong])]
show(test_X[wrong], titles, columns=3)

# %% [markdown]
# /// figure-caption
#     attrs: {alt: "Blurred digits. Above each stands its label, an arrow and the answer of the network."}
# The test images that the network got wrong.
# ///
#
# Over some of them a person would hesitate, too.

# %% [markdown]
# ## Summary { #summary }
#
# /// summary | What to remember
#
# - Check backpropagation by numerical differentiation, one array at a time; learn by backpropagation.
# - Stochastic gradient descent takes a mini-batch at a time, drawn at random.
# - The loss on data never learnt from usually ends above the other. Overfitting is when it rises while the other still falls.
# - Try a simple method first, and compare accuracies on data that the network has never learnt from.
#
# ///
