# %% [markdown]
# # Lab 1 · How small should h be? { #lab }
#
# [The gradient](../../gradient/#step-size) showed one function at one point: the error of a difference falls as $h$ shrinks, and then rises again. Is that always so? Where is the lowest point, and could we have known?
#
# Every output and every picture below was computed when this page was built. What you need to run the code yourself is in [Start here](../../#install).
# {: .screen }
#
# /// goals | On this page you will
#
# - predict by formula the $h$ with the least error;
# - measure it on three functions in two kinds of floats;
# - tell two kinds of rounding error apart;
# - meet a way to avoid the trouble altogether.
#
# ///

# %% [markdown]
# ## Three functions whose derivatives we know { #functions }
#
# To measure an error we need the truth. We take three functions with derivatives known by formula, each at one point.

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
# ## A prediction by formula { #prediction }
#
# For a small $h$, $f(x + h)$ is about $f(x) + hf'(x)$ $\mathrel{+} \frac{h^2}{2}f''(x)$ $\mathrel{+} \frac{h^3}{6}f'''(x)$, which is called Taylor’s series. Put it in, and the forward difference is off by about $\frac{h}{2} |f''|$; in the central one the terms of $f''$ cancel, and it is off by about $\frac{h^2}{6} |f'''|$. That is truncation error. The values of $f$ have a rounding error of about $\varepsilon |f|$, which the difference divides by $h$. As $h$ shrinks, the truncation error falls and the rounding error rises. Let both be $E$ at the $h$ where they are equal. Move away from it, and one of them grows beyond $E$; so nowhere is the sum less than $E$. At that $h$ it is $2E$, at most twice the least there can be. So leave the constants aside and balance the two:
#
# $$
# h = \frac{\varepsilon}{h} \;\Rightarrow\; h = \varepsilon^{1/2}
# $$
#
# $$
# h^2 = \frac{\varepsilon}{h} \;\Rightarrow\; h = \varepsilon^{1/3}
# $$
#
# The error there is about $\varepsilon^{1/2}$ for forward differences and $\varepsilon^{2/3}$ for central ones.
#
# /// predict | Predict first
#     attrs: {data-answer: "not eps ** (1 / 3) > eps ** (1 / 2) > eps ** (2 / 3)"}
#
# In float64 $\varepsilon$ is $2.2 \times 10^{-16}$. Before you read on, write down the $h$ and the error that this gives for each of the two differences. How do the two differ?
#
# - The central one is more accurate, at a larger $h$
# - The central one is more accurate, at a smaller $h$ | $\varepsilon$ is below 1: the smaller the exponent, the larger the power.
# - The forward one is more accurate | The exponent of the error is $2/3$ for central and $1/2$ for forward differences. Below 1, a larger exponent makes a smaller number.
#
# ///

# %%
for dtype in (np.float64, np.float32):
    eps = float(np.finfo(dtype).eps)
    for name, power in (("forward", 1 / 2), ("central", 1 / 3)):
        h, error = eps ** power, eps ** (1 - power)
        print(f"{dtype.__name__}  {name}: h = {h:.0e}, error {error:.0e}")

# %% [markdown]
# ## Measured in float64 { #float64 }
#
# Now we let $h$ run from 1 down to $10^{-14}$.

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
#     attrs: {alt: "Points in two V shapes, one for each method. The tip of the central V is lower and farther to the right. A dotted line goes through each tip."}
# Error $e$ against $h$. Triangles: forward differences of the three functions; dots: central ones; dotted lines: the predicted $h$. The V’s of the three functions differ in height, not in shape. Both axes are logarithmic, so on the right the errors lie on parallel lines, of slope 1 for forward differences and 2 for central ones; on the left they scatter around a line of slope −1.
# ///
#
# How good was the prediction? Lucky rounding can make any one point look too good, so we smooth over neighbouring $h$ (`np.convolve` takes the mean of five at a time) before we look for the lowest point.

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
# The prediction left all constants aside. But keep a constant $c$, and $ch = \varepsilon/h$ gives $h = (\varepsilon/c)^{1/2}$: only the square root of $c$, or for central differences the cube root, enters the best step. So the predicted step is right to within a factor of about two for each of the three functions. The predicted error is right to within a factor of about ten (the last line of `compare` makes sure of twenty). Since the V is wide, that is close enough: a step ten times too large or too small costs one or two digits.

# %% [markdown]
# ## What is rounded on the left? { #causes }
#
# It is not only the values of $f$ that are rounded. So are the points: $x + h$ and $x - h$ are off by up to about $\varepsilon |x|$, hence their distance is not quite $2h$. Because the points are off, the values are off by $|f'|$ times as much, and to divide by $2h$ all the same makes an error of about $\varepsilon |x f'| / h$. Dividing by the distance really moved makes no such error, for the subtraction of two floats so close to each other is exact. (Cancellation only shows what was rounded before.) The rounding of $f$, about $\varepsilon |f| / h$, stays.
#
# /// predict | Predict first
#     attrs: {data-answer: "round(np.log10(by_2h / by_moved))"}
#
# We add $\sin$ at 100, where $|x f'|$ is large and $|f|$ is not. How far does its error fall when we divide by the distance moved?
#
# - Hardly at all | Here $|f|$ is small and $|x f'|$ large, and it is the large one that goes away.
# - To about a tenth | $|x f'|$ is about 86, and $|f|$ about 0.5. Look at the ratio of what stays to what goes away.
# - To about a hundredth
#
# ///
#
# On the left the error is proportional to $\varepsilon / h$, so that times $h / \varepsilon$ it no longer depends on $h$. The table shows the median of that number, for $h$ from $10^{-12}$ to $10^{-6}$.

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
# At 100 the error becomes about a hundred times smaller: nearly all of it came from the points. This is why `gdlesson.numerical_gradient` divides by the distance moved. For $\exp$ and $\sin$ at 1, where $|x f'|$ is no larger than $|f|$, little is gained. For $\log$ at 2 the error becomes 0, at every $h$ of the table: the derivative is exactly $1/2$, and half the distance that a point moves from 2 is a whole number of gaps between floats near $\log 2$. So both values are rounded by the same amount, and subtraction takes that away.

# %% [markdown]
# ## Measured in float32 { #float32 }
#
# Networks are often trained in float32, where $\varepsilon$ is $1.2 \times 10^{-7}$. The same rule predicts a much larger $h$.

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
#     attrs: {alt: "Points in two V shapes in float32, each lowest at its dotted line. Those of float64 reach far lower, and farther to the left."}
# Error $e$ in float32. Triangles: forward differences; blue dots: central ones; grey dots: central ones in float64. The dotted lines are the best $h$ predicted for float32.
# ///
#
# With $h = 10^{-4}$, the value that serves so well in float64, float32 gets only three or four of its seven or so digits right. This is why `gdlesson.numerical_gradient` turns any $x$ into float64. In which kind of floats $f$ then computes is up to $f$. Here is the bowl of the lesson, computed in float32, at $(3, 4)$, where the gradient is $(6, 8)$.

# %%
from gdlesson import numerical_gradient

def single(x):
    x = x.astype(np.float32)
    return x[0] ** 2 + x[1] ** 2

for h in (1e-4, 5e-3):
    print(h, numerical_gradient(single, [3, 4], h).round(3))

# %% [markdown]
# With $h = 10^{-4}$, what should be 6 comes out as 5.989: worse than above, since $f$ is 25 there, and a larger value has a larger rounding error. With the $h$ that the rule gives for float32 it is right to three decimals.

# %% [markdown]
# ## Outlook: no subtraction, no cancellation { #complex-step }
#
# The rounding of the points can be divided away; what remains on the left side of the V comes from rounding the values, and stands out when two nearly equal ones are subtracted. There is a trick that does not subtract. For a function that can take complex numbers, step in the imaginary direction; this is called the complex step:
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
# Here $\operatorname{Im}$ is the imaginary part. The value $f(x)$ is in the real part, where it does no harm. So $h$ may be absurdly small.

# %%
h = 1e-20
for name, (f, x, exact) in functions.items():
    step = np.imag(f(x + 1j * h)) / h
    print(name, abs(step - exact) < 1e-15,
          abs(central(f, x, h) - exact) < 1e-15)

# %% [markdown]
# With $h = 10^{-20}$ the complex step is right to the last digit or nearly so, and the central difference is useless: $x + h$ is $x$. The price is that every operation in $f$ must work on complex numbers, and that neither $|x|$ nor a comparison may occur in it. Backpropagation, in [the fourth lesson](../../backpropagation/), is exact too; it needs no complex numbers, only the derivative of every operation.

# %% [markdown]
# ## Summary { #summary }
#
# /// summary | What to remember
#
# - The best $h$ is about where truncation error and rounding error are equal: about $\varepsilon^{1/2}$ for forward differences, $\varepsilon^{1/3}$ for central ones.
# - The error there is about $\varepsilon^{1/2}$ for forward and $\varepsilon^{2/3}$ for central differences.
# - Divide by the distance really moved, and of the rounding only that of $f$’s values is left.
# - In float32 $h$ has to be much larger, and the result is still less accurate.
# - The complex step does not subtract, so nothing cancels.
#
# ///
