namespace FraudMl;

/// <summary>Independent draws, uniform on each parameter's scale (Bergstra and Bengio, JMLR 13, 2012).</summary>
internal sealed class RandomSearch(RandomSearchOptions options) : ISearchAlgorithm
{
    public string Name => "random";

    public ISearchSession Start(ParameterSpace space, int seed) => new Session(space, new Random(options.Seed ?? seed));

    private sealed class Session(ParameterSpace space, Random random) : ISearchSession
    {
        public int? TrialCount => null;

        public bool UsesHistory => false;

        public ParameterSet Propose(IReadOnlyList<SearchTrial> history)
        {
            var values = new Dictionary<string, object>();
            Draw(space, values);
            return new ParameterSet(values);
        }

        // What a choice brings with it is drawn right after it.
        private void Draw(ParameterSpace part, Dictionary<string, object> values)
        {
            foreach (TunableParameter parameter in part.Parameters)
            {
                double share = random.NextDouble();
                values[parameter.Name] = parameter.Draw(share);
                if (parameter is ChoiceParameter choice) Draw(choice.ChildrenOf(choice.PlaceAt(share)), values);
            }
        }
    }

    public override string ToString() => $"{Name}: {options}";
}
