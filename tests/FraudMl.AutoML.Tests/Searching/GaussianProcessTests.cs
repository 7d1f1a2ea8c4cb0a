namespace FraudMl.Tests;

public sealed class GaussianProcessTests
{
    private static readonly Dictionary<TrialStep, double> NoValues = [];

    private static readonly ParameterSpace Mixed = ParameterSpace.Empty.Range("x", -5, 5).Choices("Kind", "a", "b", "c")
        .When("Kind", "b", b => b.Range("y", 1e-4, 1, Scale.Log)).Range("n", 1, 9, isInteger: true);

    [Fact]
    public void The_gradient_of_the_likelihood_is_its_slope()
    {
        GaussianProcess process = Process(25, out _);
        double[] at = At(-4), gradient = new double[10];
        process.Fit(at, gradient);
        for (int d = 0; d < at.Length; d++)
        {
            double Value(double step)
            {
                double[] moved = [.. at];
                moved[d] += step;
                return process.Fit(moved, new double[10]);
            }

            gradient[d].ShouldBe((Value(1e-5) - Value(-1e-5)) / 2e-5, 1e-5 * Math.Max(1, Math.Abs(gradient[d])));
        }
    }

    [Fact]
    public void Without_noise_it_goes_through_the_trials_and_with_it_in_between()
    {
        GaussianProcess process = Process(25, out double[][] points);
        var columns = new KernelColumns(EncodedSpace.Of(Mixed));
        double[] at = new double[columns.Count], losses = Losses(points);
        foreach (double noise in new[] { 1e-7, 1.0 })
        {
            process.Fit(At(Math.Log(noise)), null);
            double worst = 0;
            for (int i = 0; i < points.Length; i++)
            {
                columns.Write(points[i], at);
                worst = Math.Max(worst, Math.Abs(process.Predict(at, new double[25]).Mean - losses[i]));
            }

            (worst < 1e-3).ShouldBe(noise < 1e-3);
        }
    }

    [Fact]
    public void A_process_that_takes_over_from_one_of_fewer_trials_is_the_one_fitted_anew()
    {
        var columns = new KernelColumns(EncodedSpace.Of(Mixed));
        double[] at = new double[columns.Count];
        GaussianProcess process = Process(21, out _);
        process.Fit(At(-5), null);
        Process(22, out _).Follow(process, At(-4)).ShouldBeFalse();
        foreach (int count in new[] { 21, 22, 24, 41 })
        {
            GaussianProcess before = process, anew = Process(count, out double[][] points);
            process = Process(count, out _);
            process.Follow(before, At(-5)).ShouldBeTrue();
            Process(count, out _).Follow(before, At(-5)).ShouldBeFalse();
            anew.Fit(At(-5), null);
            process.Alpha.ShouldBe(anew.Alpha);
            (process.Mean, process.Variance, process.BestMean).ShouldBe((anew.Mean, anew.Variance, anew.BestMean));
            double[] solved = new double[count], again = new double[count], slopes = new double[count], kernel = new double[count];
            foreach (double[] point in points[..7])
            {
                columns.Write(point, at);
                at[0] += 0.01;
                process.Predict(at, kernel).ShouldBe(anew.Predict(at, kernel));
                process.Predict(at, kernel, solved, slopes).ShouldBe(anew.Predict(at, kernel, again, slopes));
                solved.ShouldBe(again);
            }
        }

        Process(20, out _).Follow(process, At(-5)).ShouldBeFalse();
    }

    [Fact]
    public void Points_together_have_the_acquisition_that_each_has_alone()
    {
        GaussianProcess process = Process(26, out double[][] points);
        process.Fit(At(-5), null);
        EncodedSpace space = EncodedSpace.Of(Mixed);
        var acquisition = new LogExpectedImprovement(space, new KernelColumns(space), process);
        acquisition.At(points[..7]).ShouldBe(points[..7].Select(point => acquisition.At(point)));
    }

    [Fact]
    public void A_matrix_and_its_inverse_make_one_whatever_its_size()
    {
        for (int n = 1; n < 14; n++)
        {
            double[][] kernel = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => Math.Exp(-Math.Abs(i - j)))
                .ToArray())];
            KernelFactor factor = KernelFactor.Of([.. kernel.Select((row, i) => row[i..])])!;
            factor.Invert();
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    double sum = 0;
                    for (int k = 0; k < n; k++) sum += kernel[i][k] * factor.Inverse(k)[j];
                    sum.ShouldBe(i == j ? 1 : 0, 1e-12);
                }
            }
        }

        KernelFactor.Of([[1, 2], [1]]).ShouldBeNull();
        KernelFactor.Of([[1, 0, 0, 0, 2], [1, 0, 0, 0], [1, 0, 0], [1, 0], [1]]).ShouldBeNull();
    }

    [Fact]
    public void The_gradient_of_the_acquisition_is_its_slope()
    {
        GaussianProcess process = Process(25, out _);
        process.Fit(At(-5), null);
        EncodedSpace space = EncodedSpace.Of(Mixed);
        var acquisition = new LogExpectedImprovement(space, new KernelColumns(space), process);
        double[] point = [0.31, 1, 0.62, 0.4], gradient = new double[3];
        int[] numbers = [0, 2, 3];
        acquisition.At(point, numbers, gradient);
        for (int j = 0; j < 3; j++)
        {
            double Value(double step)
            {
                double[] moved = [.. point];
                moved[numbers[j]] += step;
                return acquisition.At(moved);
            }

            gradient[j].ShouldBe((Value(1e-6) - Value(-1e-6)) / 2e-6, 1e-4 * Math.Max(1, Math.Abs(gradient[j])));
        }
    }

    [Fact]
    public void The_logarithm_of_the_improvement_is_known_far_below_what_a_double_can_hold()
    {
        foreach (double z in new[] { -3.0, -1.5, -0.5, 0, 2 })
        {
            double h = (Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)) + (z * SpecialFunctions.NormalCdf(z));
            LogExpectedImprovement.LogH(z).LogH.ShouldBe(Math.Log(h), 1e-9);
        }

        LogExpectedImprovement.LogH(-25 + 1e-9).LogH.ShouldBe(LogExpectedImprovement.LogH(-25 - 1e-9).LogH, 0.01);
        LogExpectedImprovement.LogH(-100).LogH.ShouldBeInRange(-5011, -5009);
    }

    [Fact]
    public void The_order_of_scores_is_kept_and_outliers_are_not()
    {
        double[] warped = ScoreWarp.Of([3, 1e300, 1, 2, double.MaxValue, 2.5, 1.2]);
        double[] rank = [4, 5, 0, 2, 6, 3, 1];
        for (int i = 0; i < rank.Length; i++) warped.Count(value => value < warped[i]).ShouldBe((int)rank[i]);
        warped.ShouldAllBe(value => Math.Abs(value) < 5);
        ScoreWarp.Of([2, 2, 2]).ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void It_finds_the_optimum_of_a_conditional_space_in_forty_trials()
    {
        ISearchSession session = Search.GaussianProcess().Start(Mixed, 1);
        var history = new List<SearchTrial>();
        for (int i = 0; i < 40; i++)
        {
            ParameterSet set = session.Propose(history)!;
            history.Add(new SearchTrial(set, TrialState.Completed, -Loss(set), NoValues));
        }

        history.Max(trial => trial.Score!.Value).ShouldBeGreaterThan(-0.02);
    }

    [Fact]
    public void Trials_that_run_are_not_proposed_again()
    {
        ISearchSession session = Search.GaussianProcess().Start(Mixed, 1);
        var history = new List<SearchTrial>();
        for (int i = 0; i < 24; i++)
        {
            if (i % 4 == 0) history = [.. history.Select(trial => trial with { State = TrialState.Completed,
                Score = -Loss(trial.Parameters) })];
            history.Add(new SearchTrial(session.Propose(history)!, TrialState.Running, null, NoValues));
        }

        history.Select(trial => string.Join(' ', trial.Parameters.Values)).ShouldBeUnique();
    }

    [Fact]
    public void A_space_smaller_than_its_trials_is_searched_on()
    {
        ISearchSession session = Search.GaussianProcess().Start(ParameterSpace.Empty.Choices("C", "x", "y")
            .Range("n", 1, 3, isInteger: true), 1);
        var history = new List<SearchTrial>();
        for (int i = 0; i < 30; i++)
        {
            ParameterSet set = session.Propose(history)!;
            history.Add(new SearchTrial(set, TrialState.Completed, (int)set.Values["n"], NoValues));
        }

        history.Select(trial => string.Join(' ', trial.Parameters.Values)).Distinct().Count().ShouldBe(6);
    }

    private static double[] At(double logNoise) => [-1.2, -0.3, 0.1, -0.7, -1.5, -0.8, -0.4, -1.1, 0.4, logNoise];

    private static double Loss(ParameterSet set)
    {
        double loss = Math.Pow(((double)set.Values["x"] - 2.2) / 3, 2) + (0.1 * Math.Pow((int)set.Values["n"] - 6, 2));
        return loss + ((string)set.Values["Kind"] switch
        {
            "a" => 0.3,
            "b" => 0.3 * Math.Pow(Math.Log10((double)set.Values["y"]) + 2.5, 2),
            _ => 0.5,
        });
    }

    private static double[] Losses(double[][] points)
    {
        EncodedSpace space = EncodedSpace.Of(Mixed);
        return [.. points.Select(point => Loss(space.Decode(point)))];
    }

    private static GaussianProcess Process(int count, out double[][] points)
    {
        EncodedSpace space = EncodedSpace.Of(Mixed);
        var random = new Random(2);
        double[][] drawn = points = [.. Enumerable.Range(0, count).Select(_ => space.Draw(random))];
        var columns = new KernelColumns(space);
        double[][] values = [.. Enumerable.Range(0, columns.Count).Select(_ => new double[count])];
        double[] at = new double[columns.Count];
        for (int i = 0; i < count; i++)
        {
            columns.Write(drawn[i], at);
            for (int c = 0; c < at.Length; c++) values[c][i] = at[c];
        }

        return new GaussianProcess(values, columns.Dimensions, space.Count, Losses(drawn));
    }
}
