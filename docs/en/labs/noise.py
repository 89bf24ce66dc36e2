# %% [markdown]
# # Lab 4 · Noise { #lab }
#
# The network of [lab 3](../digits/) looked at a few of its 1,437 images before each step. The gradient of a few is not that of all of them; the difference is **noise**. And yet the network learnt; its loss went up and down only a little on the way. How far off is the gradient of a mini-batch? And how far down can a gradient lead us if it is never quite right?
#
# Every output and every picture below was computed when this page was built. What you need to run the code yourself is in [Start here](../../#install).
# {: .screen }
#
# /// goals | On this page you will
#
# - predict and measure, for batches of several sizes, how well the gradient of a mini-batch estimates the gradient of all the data;
# - descend at one learning rate with batches of 1 image, of 16 and of all, and compare them when they have looked at the same number of images;
# - predict by formula the height at which the loss stops falling, and go below it with a learning rate that decays;
# - find out what momentum averages, and what it does not.
#
# ///

# %% [markdown]
# ## An image in four numbers { #quarters }
#
# To see the noise clearly we make the problem small. We cut each of 1,600 images of handwritten digits into quarters (in the code, `reshape` parts the 8 rows and the 8 columns by fours), take the mean brightness of each quarter, and scale every quarter to a mean of 0 and a standard deviation of 1. From these four numbers alone a network of one layer is to tell whether the digit is even or odd. With a 1 at the end for the biases, its weights have 5 rows and 2 columns: 10 in all.
#
# The function `gradient` finds the gradient of a batch by [the formula of the third lesson](../../neural-network-gradient/#formula-loss-gradient). NumPy’s `@` treats the last two axes of an array as a matrix, so with another axis in front it finds the gradients of many batches at once. `swapaxes(-1, -2)` exchanges those two axes, as `.T` does for a single batch. We find the least value of the loss beforehand, with the gradient of all the data.

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
# `gradient` agrees with `SimpleNet` of the package. The loss starts from 0.6931, and its least value is 0.4569. Even at the minimum the accuracy is only 0.776: from four numbers, one layer cannot tell much more than that. This will matter later on.

# %% [markdown]
# ## The gradient of a few { #estimate }
#
# At the starting point we draw 16 images at random and take their gradient. (`batches` is a matrix of their numbers, and `X[batches]` has one batch for each of its rows.)
#
# /// predict | Predict first
#     attrs: {data-answer: "not np.linalg.norm(mean - full) < 0.01 < np.linalg.norm(guesses[0] - full)"}
#
# The gradient of all the images has a size of 0.4892. How far from it is the gradient of 16? And what if you take the mean of 100 such gradients, or of 10,000?
#
# - One is far off, but the mean comes closer and closer
# - Even the mean errs to one side | Every image is as likely to be drawn as any other, so there is no side to err to.
# - The gradient of 16 is nearly the same already | The mean of 16 is still off by 1/4 of what a single image is.
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
# `size` is the size of the gradient of all the images, and `off by` the distance from it. The gradient of 16 images is off by 0.3706, which is 0.76 of that size. But the mean of 100 is off by a tenth as much, and the mean of 10,000 by less than a 200th. (A 100th was to be expected, as the next section shows; the rest was luck.) Each gradient of a mini-batch is inaccurate. But every image is as likely to be drawn as any other, so there is no side to err to, and the mean comes closer and closer to the gradient of all. An estimator whose expected value is the true one is called an **unbiased estimator**. (That has nothing to do with the biases of a network.)

# %% [markdown]
# ## The spread, and the size of the batch { #spread }
#
# Take the distance of a single image’s gradient from the gradient of all, square it, average over the images, and take the square root. Call the result $\sigma$: it is the standard deviation that you know from school, carried over to vectors. The gradient of $n$ images is the mean of a sample. The sum of $n$ independent numbers has $n$ times the variance of one, and dividing the sum by $n$ divides its variance by $n^2$. So the standard deviation of the mean is $\sigma/\sqrt{n}$. If no image is drawn twice, that is, if we sample without replacement, then the fewer images are left over, the smaller the spread: for $n$ out of $N$, multiply by $\sqrt{(N - n)/(N - 1)}$. We do not prove it, but for one image it is 1, and for all of them 0.
#
# /// predict | Predict first
#     attrs: {data-answer: "widths[1] / widths[2]"}
#
# If a batch is made four times as large, how many times as accurate does it become? And if all 1,600 images are drawn? Give the first number.
#
# - 2
# - 4 | The spread is inversely proportional to $\sqrt{n}$, not to $n$.
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
#     attrs: {alt: "Points on a straight line that falls. At large batches the solid line bends down and the points with it; the dotted one goes straight on."}
# The spread $e$ of the gradient against the size $n$ of the batch. Circles: measured, with 500 draws each; dotted: $\sigma/\sqrt{n}$; solid: the prediction for sampling without replacement.
# ///
#
# `root` is $\sigma/\sqrt{n}$, `finite` the prediction without replacement, and `measured` what we found. A batch four times as large is only twice as accurate. Since it takes four times the work, a larger batch gains less in accuracy than it costs in work. Up to 64 images the two predictions are close; from 256 on they part, and the measured values follow the one without replacement. If all are drawn, the gradient of the batch is that of all, and the spread is 0. A batch is usually a very small part of the data, and then $\sigma/\sqrt{n}$ is all you need to remember.

# %% [markdown]
# ## One learning rate, three batches { #three-batches }
#
# Now we descend. The learning rate is always 0.1, and for each step we draw 1 image or 16 anew, or use all 1,600. (Lab 3 shuffled the images and then took them in turn. Here we draw anew, so that the noise of one step has nothing to do with that of another.) A step with 16 images costs as much work as sixteen steps with 1 (though less time, for it is done all at once). So we compare not after the same number of steps but when the same number of images has been looked at. To keep luck out of it, we descend 20 times, take the mean of the losses, and subtract the least value of the loss. Let us call that the height.
#
# /// predict | Predict first
#     attrs: {data-answer: "np.argmin([one[160], sixteen[160], every.get(160, every[0])])"}
#
# When 160, 1,600 and 16,000 images have been looked at, which of the three batches is lowest each time? Choose the one for 160.
#
# - Batches of 1
# - Batches of 16 | Each step is more accurate, but 160 images do not make many steps.
# - The batch of 1,600 | With 160 images it has not taken a single step.
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
#     attrs: {alt: "Three curves. With batches of 1 the height soon stops falling; with 16 it stops much lower; with 1600 it begins late and falls on."}
# The height $L - L^*$ against the number of images looked at, $kn$: steps $k$ times the size $n$ of the batch. $L^*$ is the least value of the loss.
# ///
#
# `images` is the number of images looked at. After 160 of them, batches of 1 are lowest. They have taken 160 steps, the batches of 16 only ten, and the batch of 1,600 not a single one: many inaccurate steps get farther than a few accurate ones. But at a height of about 0.04 the batches of 1 stop falling. From 1,600 images onwards, the batches of 16 are lowest, and they stop too, at about 0.002. Only the full batch goes all the way down; but to overtake the batches of 16 it has to look at more than 160,000 images.

# %% [markdown]
# ## The height where the fall ends { #floor }
#
# Why do they stop? At the minimum, the gradient of all the images is 0.
#
# /// predict | Predict first
#     attrs: {data-answer: "alone > 0.5"}
#
# How large is the gradient of a single image at the minimum? At the start $\sigma$ was 1.50.
#
# - Close to 0 | It is the mean over all images that is 0. Each of them pulls its own way.
# - Only a little smaller than at the start
#
# ///

# %%
alone = spread(gradient(best, X[:, np.newaxis], T[:, np.newaxis]), 0)
print(f"{sigma:.4f} {alone:.4f} {np.linalg.norm(gradient(best, X, T)):.4f}")

# %% [markdown]
# The output is $\sigma$ at the start, $\sigma$ at the minimum, and the size of the gradient of all the images at the minimum. Even there $\sigma$ is 1.17. Since not all can be answered right, every image pulls the weights its own way, and only the sum of the pulls is 0. So whoever stands at the minimum is pushed off it by the very next step.
#
# How far? Let us work it out along one direction, of curvature $c$. Let $x$ be the displacement from the minimum, and $\xi$ the noise, with mean 0 and variance $s^2$. A step is then $x \leftarrow (1 - \eta c)\,x - \eta\,\xi$, which we square and average. The term with $x\xi$ drops out, for $\xi$ is independent of $x$ and has mean 0, and $v$, the mean of $x^2$, becomes
#
# $$
# v \leftarrow (1 - \eta c)^2\, v + \eta^2 s^2
# $$
#
# The first term makes $v$ smaller, the second makes it larger. They balance, and $v$ no longer changes, at $v = \eta s^2 / (2c - \eta c^2)$, which for a small $\eta c$ is about $\eta s^2 / (2c)$. On a quadratic the height is $c x^2/2$, so its mean is $\eta s^2/4$: the curvature has dropped out. Now add up the heights of all such directions, which are perpendicular to one another. As Pythagoras has it, the square of a distance is the sum of the squares of its parts along them, so the $s^2$ add up to the square of the standard deviation that we found, $\sigma^2/n$, with $\sigma$ as it is at the minimum.
#
# $$
# L - L^* \approx \frac{\eta\,\sigma^2}{4n}
# $$
#
# Let us call this height the **noise floor**.
#
# /// predict | Predict first
#     attrs: {data-answer: "0.1 * alone ** 2 / 4"}
#
# With $\eta = 0.1$, how high is the noise floor for $n = 1$ and for $n = 16$? And if the learning rate is halved? Give the one for $n = 1$, to three decimals.
#
# - 0.034
# - 0.056 | That is with $\sigma$ at the start. At the minimum it is 1.17.
# - 0.029 | Square $\sigma$.
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
# `rate` is the learning rate, `predicted` the noise floor by the formula, and `measured` the height that we found. With half the learning rate it is about half as high, and with a batch 16 times as large about a 16th. With $\eta = 0.2$ and $n = 1$, where the noise is greatest, it is about a third higher than predicted: we left out a small term, and that far from the minimum the loss is hardly a quadratic.
#
# It is different with a network whose hidden layer is wide enough for it to get right every image that it learns from. The more it gets right, the closer the gradient of each image comes to 0, and so $\sigma$ shrinks on the way down. That is why in lab 3 the loss on the images learnt from went on falling.

# %% [markdown]
# ## A learning rate that decays { #decay }
#
# The noise floor is proportional to the learning rate. So start with a large one, to come down fast, and reduce it little by little. We keep to batches of 1 image and compare two ways. One is a learning rate of $0.1/(1 + k/100)$ after $k$ steps; the other halves it every 100 steps.
#
# /// predict | Predict first
#     attrs: {data-answer: "not slow[16_000] < halved[16_000]"}
#
# Which of the two gets lower?
#
# - The one that decays slowly
# - The one that is halved | The noise dies sooner, but so does the descent. Add up all the learning rates that are left.
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
#     attrs: {alt: "Three curves that fall together at first. The orange one stays highest, the purple one stops lower, and the green one falls on to the end."}
# The height against the number of steps $k$ with batches of 1 image. Orange: the fixed learning rate; green: one that decays as $0.1/(1 + k/100)$; purple: one that is halved every 100 steps.
# ///
#
# `fixed` is the fixed learning rate, `slow` the one that decays slowly, and `halved` the one that is halved. The slow one goes on falling below the noise floor; after 16,000 steps it is less than a 100th as high as the fixed one. The one that is halved has frozen at about 0.0045. It decays too fast: after 300 steps all the learning rates that are left add up to $100 \times 0.0125 \times (1 + 1/2 + 1/4 + \cdots)$, which is no more than 2.5, as much as 25 steps at the first rate, 0.1. They cannot make up for what the noise has done by then. So reduce the learning rate enough for the noise to die away, but slowly enough for the sum of all the learning rates to grow without bound (H. Robbins and S. Monro, 1951).

# %% [markdown]
# ## What does momentum average? { #momentum }
#
# Where there is noise, it is tempting to take a mean. Let us descend by a moving average $m$ of the gradients that we have met:
#
# $$
# \begin{gathered}
# m \leftarrow \beta\,m + (1 - \beta)\,g \\
# W \leftarrow W - \eta\,m
# \end{gathered}
# $$
#
# Here $g$ is the gradient of this step’s mini-batch, and $\beta$ is a number below 1. It is the method of [momentum in lab 2](../descent/#momentum): $\mu$ there is $\beta$ here, and the learning rate there is $(1 - \beta)\eta$ here. If we stand still and take one gradient after another, the variance of $m$ is $(1 - \beta)^2(1 + \beta^2 + \beta^4 + \cdots)$, that is $(1 - \beta)/(1 + \beta)$, times that of $g$, and its spread $\sqrt{(1 - \beta)/(1 + \beta)}$ times. With $\beta = 0.9$ that is 0.23 times, as if the batch were 19 times as large.
#
# /// predict | Predict first
#     attrs: {data-answer: "settled(path) > 0.1 * alone ** 2 / (4 * 16) / 2"}
#
# So does the noise floor drop to a 19th?
#
# - Yes | $m$ is steadier. But each gradient still arrives in full, only in instalments.
# - No, it hardly changes
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
# `predicted` and `measured` are for the spread of $m$ while we stand at the minimum; `height` is the height when we let it move. The spread of $m$ shrinks as predicted. But the height stays where it was. The reason is that the shares of a single gradient that get into $m$, step by step, add up to $(1 - \beta)(1 + \beta + \beta^2 + \cdots) = 1$, which is all of it. A moving average does not take the noise away; it delivers it in instalments.
#
# What momentum averages is **the gradients of the last steps**. The parts that go to and fro across a valley cancel; the part that leads along it stays. That is why, with the $\mu$ that suits $\kappa$, the number of steps in lab 2 grew only with $\sqrt{\kappa}$. What momentum does not average is **the points**. To lower the noise floor, take the mean of the points that you have passed.

# %%
path = list(descend(16, np.full(2000, 0.1), runs=100))
print(f"{settled(path):.4f} {height(np.mean(path[1000:], axis=0)):.5f}")

# %% [markdown]
# They are the same points. The mean of their heights is 0.002; the height of their mean is less than a tenth of that (B. T. Polyak and A. B. Juditsky, 1992). What lies on opposite sides of the minimum cancels.

# %% [markdown]
# ## Summary { #summary }
#
# /// summary | What to remember
#
# - The gradient of a mini-batch is an unbiased estimate of the gradient of all the data, with a spread of $\sigma/\sqrt{n}$.
# - When the same amount of data has been looked at, small batches are ahead at first, for they have taken more steps; but they stop falling at about $\eta\sigma^2/(4n)$.
# - A learning rate that decays leads below that. If it decays too fast, descent stops short of the minimum.
# - Momentum averages recent gradients and makes the steps more even. It does not lower the noise floor.
# - In [exercise 3 of the second lesson](../../gradient-descent/#search_lr) each step finds its own learning rate. It does so by comparing losses, so the noise in the loss of a mini-batch may mislead it.
#
# ///
