namespace FraudMl;

/// <summary>SMOTE inside a sphere (Douzas and Bacao, Information Sciences 501, 2019).</summary>
[DefinedAs("Resamplers.GeometricSmote")]
internal sealed class GeometricSmoteResampler(GeometricSmoteOptions options) : SyntheticResampler(options)
{
    public override string Name => "Geometric SMOTE";

    public override IResampler With(ValidatedOptions other) => new GeometricSmoteResampler(other.As<GeometricSmoteOptions>(Name));

    protected override SyntheticPlan Plan(OversamplingTask task)
    {
        bool same = options.Selection != GeometricSelection.OtherClass, across = options.Selection != GeometricSelection.SameClass;
        if (same) task.RequireNeighbors(options.NeighborCount);
        FiniteFeatures.Require(task.Matrix, across ? task.All : task.Rows, Name);
        NeighborTable own = task.Neighbors(task.Rows, same ? task.Rows : task.Others, same ? options.NeighborCount : 1);
        Neighbor[] other = across ? task.Search(task.Others).Of(task.Rows, 1) : [];
        RowOrigin[] origins = task.Draw(own, task.Count);
        Dictionary<int, Neighbor> nearestOther = across ? task.Rows.Zip(other).ToDictionary(pair => pair.First, pair => pair.Second) : [];
        for (int i = 0; i < origins.Length; i++)
        {
            if (nearestOther.TryGetValue(origins[i].Parent, out Neighbor near) && !near.IsNone
                && near.Squared < ExactDistance.Squared(task.Matrix.Row(origins[i].Parent), task.Matrix.Row(origins[i].Neighbor)))
                    origins[i] = origins[i] with { Neighbor = near.Row };
            origins[i] = origins[i] with { Lambda = float.NaN };
        }

        return new SyntheticPlan(origins) { Fill = (origin, random, row) => Fill(task.Matrix, origin, random, row) };
    }

    // A point of the unit ball, mirrored to the side that truncation leaves, flattened, then moved and scaled.
    private void Fill(FeatureMatrix matrix, RowOrigin origin, Random random, Span<float> row)
    {
        ReadOnlySpan<float> centre = matrix.Row(origin.Parent), surface = matrix.Row(origin.Neighbor);
        double radius = Math.Sqrt(ExactDistance.Squared(centre, surface));
        if (radius == 0)
        {
            centre.CopyTo(row);
            return;
        }

        Span<double> point = row.Length <= 256 ? stackalloc double[row.Length] : new double[row.Length];
        double norm = 0;
        for (int column = 0; column < point.Length; column++)
        {
            point[column] = Draws.Normal(random);
            norm += point[column] * point[column];
        }

        double length = Math.Pow(random.NextDouble(), 1.0 / point.Length) / Math.Sqrt(norm), along = 0;
        for (int column = 0; column < point.Length; column++)
            along += point[column] * length * (((double)surface[column] - centre[column]) / radius);
        bool mirrored = options.Truncation > 0 ? along < options.Truncation - 1 : options.Truncation < 0 && along > options.Truncation + 1;
        for (int column = 0; column < point.Length; column++)
        {
            double axis = ((double)surface[column] - centre[column]) / radius;
            double across = (point[column] * length) - (along * axis);
            row[column] = SyntheticRows.Finite(
                centre[column] + (radius * (((mirrored ? -along : along) * axis) + ((1 - options.Deformation) * across))));
        }
    }
}
