namespace FraudMl;

/// <summary>FLOW² (Wu et al., AAAI 2021): from the incumbent a step in a random direction, then in the opposite one; the first that is
/// better is the next incumbent. The step grows with each success and shrinks when there was none for long.</summary>
internal sealed class Walk(EncodedSpace space, double[] start, double stepSize, Random random)
{
    // A walk that has got so short has converged.
    private const double Shortest = 1e-4;

    private const int MostDraws = 50;

    private readonly double _size = Math.Sqrt(Math.Max(1, NumberCount(space, start)));
    private double[]? _opposite;
    private bool _isStarted, _isStuck;
    private int _trials, _failures;
    private double _reached = 1, _reachedBefore;

    /// <value>The best point so far.</value>
    public double[] Incumbent { get; private set; } = start;

    /// <value>Its score; negative infinity until it is known.</value>
    public double Score { get; private set; } = double.NegativeInfinity;

    /// <value>The length of a step.</value>
    public double Step { get; private set; } = stepSize * Math.Sqrt(Math.Max(1, NumberCount(space, start)));

    public bool IsConverged => _isStuck || Step < Shortest * _size;

    /// <value>How the cost went.</value>
    public WalkCourse Course { get; } = new();

    /// <summary>Returns the next point to try.</summary>
    public double[] Next()
    {
        _trials++;
        if (!_isStarted)
        {
            _isStarted = true;
            return Incumbent;
        }

        if (_opposite is { } back)
        {
            _opposite = null;
            if (Moved(back, -1) is { } other) return other;
        }

        for (int draw = 0; draw < MostDraws; draw++)
        {
            double[] direction = Direction();
            if (Moved(direction, 1) is not { } point) continue;
            _opposite = direction;
            return point;
        }

        _isStuck = true;
        return space.Draw(random);
    }

    /// <summary>Takes a trial that ended.</summary>
    /// <param name="point">The trial.</param>
    /// <param name="from">The incumbent that it was proposed from.</param>
    /// <param name="score">Its score, higher is better.</param>
    /// <param name="cost">What it cost.</param>
    public void Take(double[] point, double[]? from, double score, double cost)
    {
        Course.Add(score, cost);
        _isStarted = true;
        if (score > Score || double.IsNegativeInfinity(Score))
        {
            if (_reachedBefore > 0) Step = Math.Min(_size, Step * Math.Sqrt(_reached / _reachedBefore));
            (Incumbent, Score, _opposite, _failures) = (point, score, null, 0);
            _isStuck = false;
        }
        else if (ReferenceEquals(from, Incumbent) && ++_failures >= Patience())
        {
            // Two more in vain shrink it again.
            _failures -= 2;
            (_reachedBefore, _reached) = (_reached, _trials);
            Step *= Math.Sqrt(_reachedBefore / _reached);
        }
    }

    /// <summary>Returns whether a point is no farther than a step along any number, with the same choices.</summary>
    public bool Reaches(double[] point)
    {
        for (int d = 0; d < space.Count; d++)
        {
            if (double.IsNaN(point[d]) != double.IsNaN(Incumbent[d])) return false;
            if (Math.Abs(point[d] - Incumbent[d]) > (space.Dimensions[d].IsChoice ? 0 : Step)) return false;
        }

        return true;
    }

    // Of a convex function, a random direction or its opposite goes down with a chance of 2⁻ⁿ at the least; over many numbers, nobody can
    // wait so long.
    private int Patience() => (int)Math.Min(Math.Pow(2, Math.Min(9, _size * _size)), 4 * _size * _size);

    private static int NumberCount(EncodedSpace space, double[] point) =>
        Enumerable.Range(0, space.Count).Count(d => Moves(space, point, d));

    private static bool Moves(EncodedSpace space, double[] point, int d) =>
        !double.IsNaN(point[d]) && space.Dimensions[d].ValueCount > 1;

    private double[] Direction()
    {
        double[] direction = [.. Enumerable.Range(0, space.Count).Select(d => Moves(space, Incumbent, d)
            ? NormalQuantile.Of(Math.Clamp(random.NextDouble(), 1e-9, 1 - 1e-9)) : 0)];
        double length = Math.Sqrt(direction.Sum(x => x * x));
        return length == 0 ? direction : [.. direction.Select(x => x * Step / length)];
    }

    // Null where the step leads nowhere, or out of the rules.
    private double[]? Moved(double[] direction, int sign)
    {
        double[] point = [.. Incumbent];
        bool moves = false;
        for (int d = 0; d < space.Count; d++)
        {
            EncodedDimension dimension = space.Dimensions[d];
            if (!space.IsActive(d, point)) point[d] = double.NaN;
            else if (double.IsNaN(point[d])) point[d] = dimension.IsCostly ? dimension.Snap(0) : dimension.Draw(random.NextDouble());
            else if (!dimension.IsChoice) point[d] = dimension.Snap(Math.Clamp(point[d] + (sign * direction[d]), 0, 1));
            else if (Math.Abs(direction[d]) * dimension.ChoiceCount >= 0.5)
                point[d] = (point[d] + 1 + random.Next(dimension.ChoiceCount - 1)) % dimension.ChoiceCount;
            moves |= point[d] != Incumbent[d] && !(double.IsNaN(point[d]) && double.IsNaN(Incumbent[d]));
        }

        return moves && space.Allows(point) ? point : null;
    }
}
