# %% [markdown]
# # Lab 2 · Where descent goes wrong { #lab }
#
# [Gradient descent](../../gradient-descent/) met learning rates that are too large, saddles, plateaus and wrong valleys. Each was one example. Here we vary what the example held still, predict the outcome by formula, and measure it.
#
# Every output and every picture below was computed when this page was built. What you need to run the code yourself is in [Start here](../../#install).
# {: .screen }
#
# /// goals | On this page you will
#
# - predict by formula how descent ends with six learning rates, and how many steps an elongated bowl costs, along the axes or turned;
# - measure how long a saddle and a plateau hold a descent;
# - map which valley each start and learning rate lead to;
# - save steps with momentum.
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
# ## Six learning rates, one formula { #regimes }
#
# On the bowl each step multiplies the distance to the minimum by $\lvert 1 - 2\eta \rvert$. On the elongated bowl $x_0^2/20 + x_1^2$ the two directions, of curvature 0.1 and 2, have a factor each, $\lvert 1 - c\eta \rvert$ for the curvature $c$; after many steps only the larger one counts.
#
# /// predict | Predict first
#     attrs: {data-answer: "[0.9, 0.5, 1.0].index(min([0.01, 0.1, 0.5, 0.9, 1.0, 1.1], key=lambda lr: max(abs(descend(valley, [-3.0, 4.0], lr, 500) / [-3.0, 4.0]))))"}
#
# With each of the rates below, by what factor does a single step change the distance? We measure it over 500 steps. Which of 0.01, 0.1, 0.5, 0.9, 1.0, 1.1 is the fastest on the elongated bowl?
#
# - A learning rate of 0.9
# - A learning rate of 0.5 | On the round bowl it is. On the elongated one, 0.95 of the distance along the gentle direction is left.
# - A learning rate of 1.0 | Along the gentle direction 0.9 of the distance is left, but along the steep one the factor is $-1$, and it swings for ever.
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
# On both bowls, whether descent creeps, converges, swings or runs away, the measured factor agrees with the predicted one to three decimals. It was measured over 500 steps, in the direction in which the distance shrinks less. On both, descent runs away above the same rate, $2/L$ with $L = 2$. At each rate below 1, the gentle direction holds the elongated bowl back: none of these rates brings its factor below 0.91. We use the exact gradient that each landscape knows, so that no rounding of a difference gets in the way.

# %% [markdown]
# ## The price of an elongated bowl { #condition }
#
# Take $f = \frac{1}{2}(x_0^2 + \kappa x_1^2)$. Its curvatures are 1 and $\kappa$; their ratio $\kappa$ is called the condition number. Beyond $1/\kappa$, a larger rate lowers the factor of the gentle direction, $1 - \eta$, and raises that of the steep one, $\eta\kappa - 1$. (Up to there it lowers both.) So the best fixed rate makes the two equal: $\eta = 2/(1 + \kappa)$, and the factor is $(\kappa - 1)/(\kappa + 1)$.
#
# /// predict | Predict first
#     attrs: {data-answer: "round(np.log10(plain[-1] / plain[2])) - 1"}
#
# How many steps does it take to come a million times closer? When $\kappa$ grows by a factor of 100, from 10 to 1000, by what factor does the number of steps grow?
#
# - About 10 times | The contours are 10 times as elongated, in proportion to $\sqrt{\kappa}$. But the factor $(\kappa - 1)/(\kappa + 1)$ is short of 1 by about $2/\kappa$.
# - About 100 times
# - About 10,000 times | So it would be if the steps grew like $\kappa^2$. The share of the distance that a step removes is about $2/\kappa$, and so 100 times smaller, no more.
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
# `predicted` is the $k$ for which $r^k = 10^{-6}$, where $r$ is the factor of a step. The number of steps grows in proportion to $\kappa$: with a $\kappa$ a hundred times as large it takes about a hundred times as long, although the contours are only ten times as elongated. The measured numbers lie a little above the formula because the start $(1, 1)$ is $\sqrt{2}$ away, not 1.

# %% [markdown]
# ## A turned bowl { #turned }
#
# The bowls so far lay along the axes. Here is the elongated one again, turned by 45 degrees:
#
# $$
# \begin{gathered}
# f(x) = \tfrac{1}{2} \left( 1.05 x_0^2 - 1.9 x_0 x_1 + 1.05 x_1^2 \right) \\
# \nabla f(x) = A x, \qquad A = \begin{pmatrix} 1.05 & -0.95 \\ -0.95 & 1.05 \end{pmatrix}
# \end{gathered}
# $$
#
# $A$, the matrix of second partial derivatives, is called the Hessian. Along either axis the bowl’s curvature is 1.05.
#
# /// predict | Predict first
#     attrs: {data-answer: "2 / greatest < 2 / A[0, 0]"}
#
# Is $2/1.05$ the limit of the learning rate? And which rate is the best?
#
# - Yes | That is the curvature along the axes, and the bowl is turned away from them.
# - No, the limit is smaller
# - No, the limit is larger | Some directions do have a curvature below 1.05. But the largest one sets the limit.
#
# ///
#
# Look along the diagonals instead. At $(1, 1)$ the gradient is $(0.1, 0.1)$, at $(1, -1)$ it is $(2, -2)$: both are multiples of the point, so from there descent goes straight, as on an axis. The two factors, 0.1 and 2, are the eigenvalues of $A$. The curvature in every other direction lies between them, as does the 1.05 along the axes. So they are the greatest and the least curvature, $\lambda_{\max}$ and $\lambda_{\min}$, and their ratio is $\kappa$. The limit is $2/\lambda_{\max}$; at the best rate both directions shrink equally fast, $1 - \eta\lambda_{\min} = \eta\lambda_{\max} - 1$, and so $\eta = 2/(\lambda_{\min} + \lambda_{\max})$.

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
# At the best rate the factor is at its smallest: 0.905. That is $(\kappa - 1)/(\kappa + 1)$, as on a bowl along the axes. Descent knows nothing of axes: with 0.5 and 0.9 it is as fast as it was before the bowl was turned. At 1, the limit, the factor is 1. At $2/1.05$, nearly twice that, each step leads 2.810 times as far away. A bowl along the axes can be made round by scaling one of the variables. That is of no help here, for the curvature along both axes is the same already.

# %% [markdown]
# ## How long does a saddle hold? { #saddle }
#
# From exactly on the horizontal axis, descent is caught at the saddle of $x_0^2 - x_1^2$. Beside that axis, $x_1$ grows by a factor of 1.2 with each step of $\eta = 0.1$. So a nudge $\delta$ should take $\log(1/\delta) / \log 1.2$ steps to grow to 1.

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
#     attrs: {alt: "Points on a straight line that falls: the larger the nudge, the fewer steps."}
# Steps $k$ until $|x_1|$ reaches 1, against the nudge $\delta$. The line is the prediction. A nudge a hundred times smaller costs only about 25 steps more.
# ///
#
# A nudge 10,000 times smaller costs only about 50 steps more. Here even a rounding error would do to get away, which is why saddles of this kind delay learning rather than end it. Without any nudge, 10,000 steps change nothing: $x_1$ stays exactly 0.

# %% [markdown]
# ## How flat is too flat? { #plateau }
#
# On $1 - e^{-x^2}$ the slope falls like $e^{-x^2}$. Start a little farther out each time, and count the steps until $|x| < 0.01$. From two starts farther still, see only whether a step changes $x$ at all.

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
# From 2.5 to 3 the number of steps grows ninefold, from 3 to 3.5 eighteenfold. The farther out, the faster it grows: at 4, where the lesson started, there would be more than a million. At such distances a plateau does not stop descent, but makes it too slow to be of use.
#
# Still farther out, it does stop descent. At 5.9 a step moves $x$; at 6 it is smaller than half the gap between neighbouring floats, and $x$ stays exactly where it is.

# %% [markdown]
# ## Which valley? { #basins }
#
# $x^4 - 3x^2 + x$ has two valleys. With a small learning rate the start decides: from the left of the ridge between them descent goes left, from the right of it, right.
#
# /// predict | Predict first
#
# What happens when the learning rate grows? Up to which learning rate does this rule hold?
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
#     attrs: {alt: "At low rates orange on the left and purple on the right. At higher rates purple alone, and above that nothing. At the far right the edge of purple slants inwards."}
# For each start $x$ and learning rate $\eta$: orange ends in the left, deeper valley, purple in the right one; where it is blank, descent has come to rest in neither after 1,000 steps. The numbers say where the floors are.
# ///
#
# At the bottom of the picture there are two clean halves. Farther up, starts far out on the steep sides jump over the ridge, and the other colour appears there, in this picture once $\eta$ is a little above 0.1. The straight border at the ridge stays. Farther up still, nothing converges in the deeper valley any more: it is the more strongly curved one, and its limit $2/L$ is passed first.

# %%
for name, minimum in (("left", -1.3008), ("right", 1.1309)):
    curvature = 12 * minimum ** 2 - 6
    print(name, f"curvature {curvature:.2f}, bound {2 / curvature:.3f}")

# %% [markdown]
# `bound` is the limit of each valley. Above 0.14 descent can converge only in the right valley: in the left one, even if it stays, it swings to and fro across the floor. Above 0.21 it converges in neither. The picture shows it: orange ends at the first limit, purple at the second.

# %% [markdown]
# ## Outlook: momentum { #momentum }
#
# A heavy ball does not stop at each step: it keeps part of its speed. The update becomes $v \leftarrow \mu v - \eta \nabla f(x)$ and $x \leftarrow x + v$. The best $\eta$ and $\mu$ are $\bigl(2/(\sqrt{\lambda_{\min}} + \sqrt{\lambda_{\max}})\bigr)^2$ and $r^2$ (B. T. Polyak, 1964), and the factor becomes $r = (\sqrt{\kappa} - 1)/(\sqrt{\kappa} + 1)$. We do not prove this here but measure it, on the bowl of curvatures 1 and $\kappa$.
#
# /// predict | Predict first
#     attrs: {data-answer: "np.argmin(abs(np.log([3500, 300, 30]) - np.log(heavy[-1])))"}
#
# How many steps is that for $\kappa = 1000$?
#
# - About 3,500 | Momentum does far more than double the speed: in the factor, $\kappa$ becomes $\sqrt{\kappa}$.
# - About 300
# - About 30 | $\sqrt{1000}$ is about 32, but that number belongs in the factor; it does not count steps.
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
#     attrs: {alt: "Two straight lines that rise on logarithmic axes. That of momentum rises half as steeply, and at the right end lies more than ten times lower."}
# Steps $k$ against the condition number $\kappa$. Circles: gradient descent, $\mu = 0$; squares: with momentum, $\mu > 0$. The slope of the line is halved.
# ///
#
# Instead of growing with $\kappa$ the number of steps now grows with $\sqrt{\kappa}$: 7,082 have become 321. Counted as before, the factor $r$ promises 218; it takes more because at this very $\eta$ and $\mu$ the distance shrinks like $k\,r^k$, not $r^k$.

# %% [markdown]
# ## Summary { #summary }
#
# /// summary | What to remember
#
# - On a quadratic, $\lvert 1 - c\eta \rvert$ tells both how descent ends and how fast.
# - The greatest and the least eigenvalue of the Hessian give the limit $2/\lambda_{\max}$, the best rate $2/(\lambda_{\min} + \lambda_{\max})$ and the condition number $\kappa$.
# - The steps needed grow with $\kappa$; with the momentum that suits $\kappa$ they grow with $\sqrt{\kappa}$.
# - The time that descent takes to get away from a saddle with a negative curvature grows only with $\log(1/\delta)$; on a plateau descent gets rapidly slower the farther out it starts, and far enough out it does not move at all.
# - The start and the learning rate together decide which valley descent ends in.
#
# ///
