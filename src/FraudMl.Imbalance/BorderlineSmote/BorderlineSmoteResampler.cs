namespace FraudMl;

/// <summary>SMOTE from rows in danger (Han, Wang and Mao, ICIC 2005).</summary>
[DefinedAs("Resamplers.BorderlineSmote")]
internal sealed class BorderlineSmoteResampler(BorderlineSmoteOptions options) : SyntheticResampler(options)
{
    public override string Name => "Borderline-SMOTE";

    public override IResampler With(ValidatedOptions other) => new BorderlineSmoteResampler(other.As<BorderlineSmoteOptions>(Name));

    protected override SyntheticPlan Plan(OversamplingTask task)
    {
        task.RequireNeighbors(options.NeighborCount);
        task.RequireFinite(task.All);
        DangerZones zones = DangerZones.Of(task, task.Rows, options.DangerNeighborCount);
        if (zones.Danger.Length == 0)
        {
            throw new FraudMlException(
                $"{Name} found none of {task.Rows.Length} {ClassRows.NameOf(task.Label)} rows in danger: {zones.Safe.Length} lie among "
                + $"their own class and {zones.Noise.Length} among the other one only. Raise DangerNeighborCount or use "
                + $"Resamplers.Smote().");
        }

        RowOrigin[] origins = task.Draw(task.Neighbors(zones.Danger, options.Kind == 1 ? task.Rows : task.All, options.NeighborCount),
            task.Count);
        for (int i = 0; i < origins.Length; i++)
        {
            if (!task.IsOfClass(origins[i].Neighbor))
                origins[i] = origins[i] with { Lambda = origins[i].Lambda * 0.5f * task.Random.NextSingle() };
        }

        return new SyntheticPlan(origins);
    }
}
