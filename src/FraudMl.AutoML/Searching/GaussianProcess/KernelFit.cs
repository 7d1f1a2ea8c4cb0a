namespace FraudMl;

/// <summary>The kernel's parameters from proposal to proposal: each begins where the one before ended.</summary>
internal sealed class KernelFit(EncodedSpace space)
{
    // Every so many trials a fit from the start competes, or the first few trials' scales would stay for good.
    private const int FreshEvery = 15;

    private readonly KernelParts _parts = new();
    private double[]? _parameters;
    private int _lastFresh;
    private GaussianProcess? _last;

    public KernelColumns Columns { get; } = new(space);

    /// <summary>Returns a process fitted to trials, those that run at their predicted values; null where none can be.</summary>
    public GaussianProcess? To(ObservedTrials observed)
    {
        int n = observed.Points.Length;
        GaussianProcess process = Process(ColumnsOf(observed.Points), observed.Losses);
        (double[] start, double[] low, double[] high) = GaussianProcess.Bounds(space.Count);
        (double[] At, double Value) best = (_parameters ?? start, double.PositiveInfinity);
        bool isFresh = _parameters is null || n >= _lastFresh + FreshEvery;
        if (_parameters is not null && (isFresh || n <= 100 || n % 3 == 0))
            best = BoxLbfgs.Minimize(process.Fit, _parameters, low, high, n <= 40 ? 20 : n <= 100 ? 6 : 3);
        if (isFresh)
        {
            _lastFresh = n;
            (double[] At, double Value) fresh = BoxLbfgs.Minimize(process.Fit, start, low, high, n <= 100 ? 20 : 8);
            if (fresh.Value < best.Value) best = fresh;
        }

        _parameters = best.At;
        bool follows = _last is { } last && process.Follow(last, best.At);
        _last = follows || double.IsFinite(process.Fit(best.At, null)) ? process : null;
        if (_last is null) return null;
        return observed.Pending.Length == 0 ? process : Believe(process, observed, best.At);
    }

    // Kriging believer (Ginsbourger et al. 2010).
    private GaussianProcess? Believe(GaussianProcess process, ObservedTrials observed, double[] parameters)
    {
        double[] at = new double[Columns.Count], work = new double[process.Count];
        double[] believed = [.. observed.Pending.Select(point =>
        {
            Columns.Write(point, at);
            return process.Predict(at, work).Mean;
        })];
        GaussianProcess all = Process(ColumnsOf([.. observed.Points, .. observed.Pending]), [.. observed.Losses, .. believed]);
        return double.IsFinite(all.Fit(parameters, null)) ? all : null;
    }

    private GaussianProcess Process(double[][] columns, double[] losses) => new(columns, Columns.Dimensions, space.Count, losses, _parts);

    private double[][] ColumnsOf(double[][] points)
    {
        double[][] columns = [.. Enumerable.Range(0, Columns.Count).Select(_ => new double[points.Length])];
        double[] at = new double[Columns.Count];
        for (int i = 0; i < points.Length; i++)
        {
            Columns.Write(points[i], at);
            for (int c = 0; c < at.Length; c++) columns[c][i] = at[c];
        }

        return columns;
    }
}
