# %% [markdown]
# # Lab 3 · A real network on real digits
#
# [The third lesson](../../neural-network-gradient/) trained six weights on three samples. Now for something real: 1,797 handwritten digits, a network with a hidden layer, and nothing but NumPy and what we have built. The images come with scikit-learn.
#
# Every output and every picture below was computed when this page was built. What you need to run the code yourself is in [Start here](../../#install).
#
# > **On this page you will**
# >
# > - start with one layer, then train a network with a hidden layer;
# > - write out backpropagation and check it by numerical differentiation;
# > - count what each of the two costs;
# > - look at what the network gets wrong.

# %% [markdown]
# <a id="digits"></a>
#
# ## The digits
#
# Each image has 8×8 pixels, values from 0 to 16 that we scale to lie from 0 to 1. We shuffle them with a fixed seed and keep the last 360, about a fifth, aside for testing. The network never learns from those.

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
# *One image of each digit, and its label.*

# %% [markdown]
# <a id="one-layer"></a>
#
# ## One layer first
#
# Begin with what we have. `SimpleNet` is one layer of weights, softmax and cross-entropy error, and it knows its gradient by formula. A column of ones plays the part of the biases. It learns from mini-batches of 32 images: every epoch, which is one pass through all of them, shuffles the images and takes 32 at a time.
#
# > **Predict first**
# >
# > How many of the test images can a single layer get right?

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
# More than nineteen in twenty. A simple method deserves to be tried first, and whatever comes next has to beat it.

# %% [markdown]
# <a id="hidden-layer"></a>
#
# ## A hidden layer
#
# Now 64 inputs, a hidden layer of 32 units and 10 classes. Between the layers stands $\tanh$: without something nonlinear there, two layers would be no more than one.

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
# ## Backpropagation, written out
#
# In the lesson, the gradient at the scores was $y - t$, and that at the weights the product with the input. With one more layer we go back one step further. The hidden values reach the scores through $W_2$, so the gradient comes back through $W_2^\mathsf{T}$; and the derivative of $\tanh$ is $1 - \tanh^2$.

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
# Four lines, one for each array. Are they right? We need not take them on trust: numerical differentiation, slow but hard to get wrong, is the judge.

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
# All four agree. (The code raises an error if they do not, and then this page is not built.)

# %% [markdown]
# <a id="cost"></a>
#
# ## Why not differences all the way?
#
# The check above took two computations of the loss for each parameter.
#
# > **Predict first**
# >
# > With 2,410 parameters, how many is that for one step? And what does backpropagation need?
#
# Let us count how often the code goes forward through the network, for networks of six sizes: first by differences, then by backpropagation.

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
# *Forward passes $m$ for one gradient against the number of parameters $n$. Circles: differences; squares: backpropagation.*
#
# Differences need $2n$ passes, 4,820 for our network; backpropagation goes forward once and back once, however many parameters there are. And each pass itself takes longer in a larger network. In practice? For one gradient of this network on 32 images, backpropagation took about 0.03 milliseconds and differences about 160, some 5,000 times as long. The two were measured in turns (`benchmarks/README.md` in the repository). Differences are for checking; backpropagation is for learning.

# %% [markdown]
# <a id="training"></a>
#
# ## Training
#
# Mini-batches of 32 again, a learning rate of 0.3, 40 epochs. The step is the one of the second lesson: all arrays move at the same time, by a gradient taken at the same point.

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
# *The loss $L$ (above) and the accuracy $a$ (below) on the 1,437 images that the network learns from (solid) and on the 360 test images (dashed), against the epoch $k$.*
#
# Apart from small ups and downs the training loss goes on falling, while the test loss falls more slowly: what the network still learns towards the end helps with the images it has seen more than with new ones. The two numbers printed above the figure are the accuracies at the end, on the training and on the test images. Compare the second with that of a single layer: a matter of a few images in 360.

# %% [markdown]
# <a id="mistakes"></a>
#
# ## Where it goes wrong
#
# Rows are the true digits, columns the answers. A dot is a 0; numbers off the diagonal count the mistakes.

# %%
answers = np.argmax(forward(net, test_X)[1], axis=1)
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
# *The test images that the network got wrong.*
#
# Over some of them a person would hesitate, too.

# %% [markdown]
# <a id="summary"></a>
#
# ## Summary
#
# > **What to remember**
# >
# > - One more hidden layer takes the gradient one step further back: a line of code for each array.
# > - Check backpropagation by numerical differentiation; learn by backpropagation.
# > - Differences need $2n$ forward passes, backpropagation one pass each way, however many parameters there are.
# > - Try a simple method first, and compare on data that neither has learnt from.
