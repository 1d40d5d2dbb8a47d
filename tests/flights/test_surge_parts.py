"""The parts of the surge test, each against what is known of it or against somebody else's code."""

import math

import numpy as np
import pytest
from scipy import optimize, stats

from armstrace.flights.surges.dispersion import memory, spread
from armstrace.flights.surges.draws import (
    binomial,
    blur,
    gamma,
    make_counts,
    negative_binomial,
    normal,
    poisson,
    stream,
    uniform,
)
from armstrace.flights.surges.effect import Side, ratio_of
from armstrace.flights.surges.judge import Asked
from armstrace.flights.surges.null import place
from armstrace.flights.surges.screen import q_values, screen
from armstrace.flights.surges.shape import fit_shape
from armstrace.flights.surges.tail import rarity
from armstrace.flights.surges.weeks import grouped, monday, true_among, weeks_of
from made_series import made, series, with_surge

MANY = 20_000


def test_the_stream_is_that_of_the_published_generator() -> None:
    """L'Ecuyer's own check: from twelve-thousand-odd seeds the first numbers are these."""
    state = np.full(6, 12345, np.int64)
    assert [uniform(state) for _ in range(3)] == pytest.approx(
        [0.12701112204657714, 0.3185275653967945, 0.3091860155832701], abs=1e-12
    )
    assert [uniform(stream(1, 2)), uniform(stream(1, 3))] == pytest.approx(
        [uniform(stream(1, 2)), uniform(stream(1, 3))]
    )
    assert uniform(stream(1, 2)) != uniform(stream(1, 3))


@pytest.mark.parametrize(("mean", "dispersion"), [(0.25, 0.0), (0.25, 2.0), (5.0, 0.5), (80.0, 0.0), (300.0, 0.1)])
def test_made_counts_are_distributed_as_they_should_be(mean: float, dispersion: float) -> None:
    state = stream(7, int(mean * 100))
    drawn = np.array([negative_binomial(state, mean, dispersion) for _ in range(MANY)])
    known = stats.nbinom(1 / dispersion, 1 / (1 + dispersion * mean)) if dispersion else stats.poisson(mean)
    edges = np.unique(known.ppf(np.linspace(0.02, 0.98, 13)))
    expected = np.diff(np.concatenate([[0.0], known.cdf(edges), [1.0]])) * MANY
    seen = np.histogram(drawn, np.concatenate([[-1], edges + 0.5, [np.inf]]))[0]
    assert stats.chisquare(seen, expected).pvalue > 1e-4


def test_gammas_and_normals_too() -> None:
    state = stream(3, 1)
    assert stats.kstest([normal(state) for _ in range(MANY)], "norm").pvalue > 1e-4
    for shape in (0.3, 1.0, 7.0):
        assert stats.kstest([gamma(state, shape) for _ in range(MANY)], stats.gamma(shape).cdf).pvalue > 1e-4
    assert poisson(state, 0.0) == 0.0


def test_neighbouring_weeks_share_what_they_should() -> None:
    out = np.zeros(200_000)
    make_counts(stream(5, 5), np.full(len(out), 3.0), 1.0, 0.3, out)
    assert out.mean() == pytest.approx(3.0, rel=0.02)
    assert out.var() == pytest.approx(12.0, rel=0.05)
    together = ((out[1:] - 3) * (out[:-1] - 3)).mean() / 9
    assert together == pytest.approx(0.3, abs=0.03)
    estimated = spread(out, np.full(len(out), 3.0), (-1, -1), np.zeros(len(out), np.int64), 1)
    assert estimated == pytest.approx(1.0, rel=0.1)
    assert memory(out, np.full(len(out), 3.0), 1.0, (-1, -1)) == pytest.approx(0.3, abs=0.03)


def test_an_error_of_exposure_is_one_for_weeks_that_are_near() -> None:
    out, found = np.zeros(130), []
    state = stream(5, 6)
    for _ in range(2000):
        blur(state, np.full(130, 0.2), 13.0, out)
        found.append(np.log(out) + 0.02)
    made_errors = np.array(found)
    assert made_errors.std(axis=0).mean() == pytest.approx(0.2, rel=0.03)
    assert np.corrcoef(made_errors[:, 20], made_errors[:, 22])[0, 1] > 0.9
    assert abs(np.corrcoef(made_errors[:, 20], made_errors[:, 80])[0, 1]) < 0.1


@pytest.mark.parametrize("dispersion", [0.3, 2.0])
def test_dispersion_is_the_mode_of_its_posterior(dispersion: float) -> None:
    random = np.random.default_rng(3)
    mean = random.uniform(0.5, 60.0, 300)
    counts = random.poisson(mean * random.gamma(1 / dispersion, dispersion, 300)).astype(float)

    def against(log: float) -> float:
        size = math.exp(-log)
        return math.exp(log) / 1.5 - float(stats.nbinom(size, size / (size + mean)).logpmf(counts).sum())

    known = math.exp(optimize.minimize_scalar(against, bounds=(-5, 3), method="bounded").x)
    found = spread(counts, mean, (-1, -1), np.arange(300), 300)
    assert found == pytest.approx(known, rel=0.01)
    assert spread(mean.round(), mean, (-1, -1), np.arange(300), 300) == 0.0
    inside = counts.copy()
    inside[10:20] = 9000.0
    assert spread(inside, mean, (10, 20), np.arange(300), 300) == pytest.approx(
        spread(np.delete(counts, slice(10, 20)), np.delete(mean, slice(10, 20)), (-1, -1), np.arange(290), 290)
    )


def test_a_trend_is_fitted_as_a_poisson_regression_fits_it() -> None:
    random = np.random.default_rng(1)
    terms = np.stack([np.linspace(-3, 3, 250)])
    exposure = random.uniform(0.3, 7.0, 250)
    counts = random.poisson(exposure * np.exp(0.4 * terms[0] - 0.5)).astype(float)

    def against(beta: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
        return -float(stats.poisson(exposure * np.exp(beta[0] + beta[1] * terms[0])).logpmf(counts).sum())

    known = optimize.minimize(against, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-9}).x
    assert fit_shape(counts, exposure, terms, (-1, -1)) == pytest.approx(
        exposure * np.exp(known[0] + known[1] * terms[0]), rel=1e-4
    )


def test_the_bounds_of_a_ratio_of_two_counts_are_near_the_exact_ones() -> None:
    ratio, low, high = ratio_of(Side(12, 1.0, 0.0), Side(80, 10.0, 0.0))
    exact = stats.binomtest(12, 92).proportion_ci(method="exact")
    assert ratio == pytest.approx(1.5)
    assert low == pytest.approx(exact.low / (1 - exact.low) * 10, rel=0.12)
    assert high == pytest.approx(exact.high / (1 - exact.high) * 10, rel=0.12)
    assert ratio_of(Side(0, 1.0, 0.0), Side(5, 10.0, 0.0))[:2] == (0.0, 0.0)
    assert ratio_of(Side(3, 1.0, 0.0), Side(0, 10.0, 0.0))[0] is None
    assert ratio_of(Side(3, 0.0, 0.0), Side(0, 10.0, 0.0)) == (None, None, None)
    wide = ratio_of(Side(12, 1.0, 1.0), Side(80, 10.0, 1.0))
    assert wide[1] is not None
    assert low is not None
    assert wide[1] < low


def test_a_tail_is_fitted_beyond_what_draws_resolve_and_marked() -> None:
    random = np.random.default_rng(4)
    found = [rarity(12.0, random.exponential(1.0, 1999), stream(1, n)) for n in range(20)]
    fitted = [each.p for each in found if each.how == "fitted"]
    assert len(fitted) >= 15
    assert np.exp(np.mean(np.log(fitted))) == pytest.approx(math.exp(-12.0), rel=1.5)
    lumpy = np.repeat([1.0, 2.0, 3.0, 9.0], 500)
    assert rarity(9.5, lumpy, stream(1, 1)) == rarity(9.5, lumpy, stream(2, 1))
    assert rarity(9.5, lumpy, stream(1, 1)).how == "at most"
    assert rarity(9.5, lumpy, stream(1, 1)).p == 1 / 2001
    assert rarity(2.5, lumpy, stream(1, 1)).p == pytest.approx(1001 / 2001)
    assert rarity(0.0, lumpy, stream(1, 1)).p == 1.0


def test_false_discovery_rates_are_those_of_scipy() -> None:
    p = np.sort(np.random.default_rng(2).uniform(size=200) ** 3)
    assert q_values(p) == pytest.approx(stats.false_discovery_control(p))


def test_screening_finds_the_surge_among_quiet_series_on_any_number_of_workers() -> None:
    random = np.random.default_rng(6)
    several = [made(random, np.full(150, 0.4)) for _ in range(20)]
    several.insert(7, with_surge(random, 0.6, 10.0, 8, total=150)[0])
    several.append(series(np.zeros(500)))
    one = screen(several, Asked(draws=499))
    assert [each.told for each in one] == [True] + [False] * 21
    assert one[0].window_count > 20
    assert one[-1].p == 1.0
    assert one == screen(several, Asked(draws=499), workers=2)


def test_weeks_run_from_monday_to_sunday_and_hold_every_day() -> None:
    assert [monday(day) for day in (-3, 3, 4)] == [-3, -3, 4]
    found = series(np.ones(20))
    weeks = weeks_of(type(found)(named=found.named, days=found.days + 2, counts=found.counts, exposure=found.exposure))
    assert weeks.counts.tolist() == [5.0, 7.0, 7.0, 1.0]
    assert weeks.days.tolist() == [5, 7, 7, 1]
    assert grouped(np.zeros(4)).tolist() == [0, 0, 0, 0]


def test_bounds_of_doubtful_events_are_those_of_their_sum() -> None:
    assert true_among(np.array([1.0, 1.0])) == (2, 2)
    low, high = true_among(np.full(100, 0.3))
    assert (low, high) == tuple(int(value) for value in stats.binom(100, 0.3).ppf([0.025, 0.975]))
    assert true_among(np.full(1000, 0.3)) == pytest.approx(stats.binom(1000, 0.3).ppf([0.025, 0.975]), abs=1)


def test_a_binomial_number_and_a_week_of_very_many_are_drawn_as_they_should_be() -> None:
    state = stream(7, 4)
    for number, chance in ((5, 0.3), (40, 0.9), (1000, 0.01), (7000, 0.5)):
        drawn = np.array([binomial(state, float(number), chance) for _ in range(MANY)])
        known = stats.binom(number, chance)
        assert drawn.mean() == pytest.approx(known.mean(), abs=5 * known.std() / math.sqrt(MANY))
        assert drawn.var() == pytest.approx(known.var(), rel=0.06)
        assert 0 <= drawn.min() <= drawn.max() <= number
    out = np.zeros(14)
    place(state, np.array([7e8, 600.0]), np.array([1 / 7] * 7 + [0, 0.5, 0.5, 0, 0, 0, 0]), out)
    assert out[:7].sum() == 7e8
    assert out[8] + out[9] == 600
    assert out[:7] == pytest.approx(np.full(7, 1e8), rel=0.001)


def test_a_screening_tells_nothing_of_series_with_too_few_other_weeks() -> None:
    counts = np.zeros(7 * 15)
    counts[:14] = 2.0
    (found,) = screen([series(counts)], Asked(draws=199))
    assert (found.p, found.told, found.tested) == (1.0, False, False)
