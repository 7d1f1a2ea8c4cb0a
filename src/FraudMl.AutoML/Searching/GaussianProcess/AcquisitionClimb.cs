namespace FraudMl;

/// <summary>Where an acquisition is largest: candidates drawn everywhere and around the best trials, of which the best climb.</summary>
internal sealed class AcquisitionClimb(EncodedSpace space, LogExpectedImprovement acquisition, Random random)
{
    // A whole number with more values than this climbs as if it were any number, and is rounded.
    private const int FineCount = 20;
    private const int StepCount = 12;

    /// <summary>Returns the point with the largest acquisition found that no trial has tried.</summary>
    public double[] Best(ObservedTrials observed, int candidateCount, int restartCount)
    {
        int[] ranked = [.. Enumerable.Range(0, observed.Points.Length).OrderBy(i => observed.Losses[i])];
        double[][] points = new double[candidateCount][];
        for (int i = 0; i < points.Length; i++)
            points[i] = i % 4 == 0 ? Beside(observed.Points[ranked[random.Next(Math.Min(5, ranked.Length))]]) : space.Draw(random);
        (double[] Point, double Value)[] candidates = [.. points.Zip(acquisition.At(points))];
        double[][] starts = [.. candidates.OrderByDescending(candidate => candidate.Value).Take(restartCount)
            .Select(candidate => candidate.Point),
            Beside(observed.Points[ranked[0]])];
        (double[] Point, double Value)[] climbed = [.. starts.Select(Climb), .. candidates];
        return climbed.OrderByDescending(candidate => candidate.Value).Select(candidate => candidate.Point)
            .FirstOrDefault(point => !observed.Points.Concat(observed.Pending).Any(tried => tried.AsSpan().SequenceEqual(point)))
            ?? space.Draw(random);
    }

    private (double[] Point, double Value) Climb(double[] start)
    {
        double[] point = [.. start];
        double value = acquisition.At(point);
        bool steps = space.Dimensions.Any(dimension => dimension.ValueCount <= FineCount && dimension.ValueCount > 1);
        for (int round = 0; round < (steps ? 2 : 1); round++)
        {
            double before = value;
            (point, value) = ClimbNumbers(point, value);
            (point, value) = StepChoices(point, value);
            if (!(value > before + 1e-6)) break;
        }

        return (point, value);
    }

    private (double[] Point, double Value) ClimbNumbers(double[] point, double value)
    {
        int[] moving = [.. Enumerable.Range(0, space.Count).Where(d => space.IsActive(d, point)
            && space.Dimensions[d].ValueCount > FineCount)];
        if (moving.Length == 0) return (point, value);
        double[] moved = [.. point];
        (double[] at, _) = BoxLbfgs.Minimize(Downhill, [.. moving.Select(d => point[d])], new double[moving.Length],
            [.. Enumerable.Repeat(1.0, moving.Length)], StepCount);
        // Where the way leaves the rules, it ends as far on as they are kept.
        for (double share = 1; share > 0.01; share /= 2)
        {
            for (int j = 0; j < moving.Length; j++)
            {
                int d = moving[j];
                moved[d] = space.Dimensions[d].Snap(share == 1 ? at[j] : point[d] + (share * (at[j] - point[d])));
            }

            if (!space.Allows(moved)) continue;
            double reached = acquisition.At(moved);
            return reached > value ? (moved, reached) : (point, value);
        }

        return (point, value);

        double Downhill(double[] x, double[] gradient)
        {
            for (int j = 0; j < moving.Length; j++) moved[moving[j]] = x[j];
            double negative = -acquisition.At(moved, moving, gradient);
            for (int j = 0; j < moving.Length; j++) gradient[j] = -gradient[j];
            return negative;
        }
    }

    // One step up or down of a whole number with few values; every other choice.
    private (double[] Point, double Value) StepChoices(double[] point, double value)
    {
        for (int d = 0; d < space.Count; d++)
        {
            EncodedDimension dimension = space.Dimensions[d];
            if (!space.IsActive(d, point) || dimension.ValueCount is 1 or > FineCount) continue;
            double[] places = dimension.IsChoice ? [.. Enumerable.Range(0, dimension.ChoiceCount).Select(i => (double)i)]
                : Neighbours(dimension, point[d]);
            foreach (double place in places)
            {
                if (place == point[d]) continue;
                double[] other = [.. point];
                other[d] = place;
                Fill(other);
                if (!space.Allows(other)) continue;
                double reached = acquisition.At(other);
                if (reached > value) (point, value) = (other, reached);
            }
        }

        return (point, value);
    }

    private static double[] Neighbours(EncodedDimension dimension, double at)
    {
        (double from, double to) = dimension.Cell(at);
        return [dimension.Snap(from - 1e-9), dimension.Snap(to + 1e-9)];
    }

    private double[] Beside(double[] best) => space.Allowed(() => Near(best)) ?? space.Draw(random);

    private double[] Near(double[] best)
    {
        double[] point = [.. best];
        double width = Math.Pow(10, -3 + (2.5 * random.NextDouble()));
        for (int d = 0; d < space.Count; d++)
        {
            EncodedDimension dimension = space.Dimensions[d];
            if (!space.IsActive(d, point) || double.IsNaN(point[d])) continue;
            double share = random.NextDouble(), normal = NormalQuantile.Of(Math.Clamp(random.NextDouble(), 1e-9, 1 - 1e-9));
            if (dimension.IsChoice && share < 0.15) point[d] = dimension.Draw(share / 0.15);
            else if (!dimension.IsChoice) point[d] = dimension.Snap(Math.Clamp(point[d] + (width * normal), 0, 1));
        }

        Fill(point);
        return point;
    }

    // What a new choice brings is drawn, what it takes away is not there.
    private void Fill(double[] point)
    {
        for (int d = 0; d < space.Count; d++)
        {
            if (!space.IsActive(d, point)) point[d] = double.NaN;
            else if (double.IsNaN(point[d])) point[d] = space.Dimensions[d].Draw(random.NextDouble());
        }
    }
}
