using System.Globalization;

namespace FraudMl;

/// <summary>Points that fill the space evenly, whatever their number (Sobol 1967).</summary>
internal sealed class SobolSearch(SobolSearchOptions options) : ISearchAlgorithm
{
    public string Name => "sobol";

    public bool TakesSeveralObjectives => true;

    public ISearchSession Start(ParameterSpace space, int seed)
    {
        EncodedSpace encoded = EncodedSpace.Of(space);
        return encoded.Count <= SobolSequence.MaximumDimensionCount
            ? new Session(encoded, new SobolSequence(encoded.Count, options.Seed ?? seed), new Random(options.Seed ?? seed))
            : throw new FraudMlException(string.Create(CultureInfo.InvariantCulture,
                $"Sobol's points have at most {SobolSequence.MaximumDimensionCount} parameters, and the space has {encoded.Count}. Use Search.Random()."));
    }

    private sealed class Session(EncodedSpace space, SobolSequence sequence, Random random) : ISearchSession
    {
        public int? TrialCount => null;

        public bool UsesHistory => false;

        public ParameterSet Propose(IReadOnlyList<SearchTrial> history) => space.Decode(space.Draw(sequence, random));
    }

    public override string ToString() => $"{Name}: {options}";
}
