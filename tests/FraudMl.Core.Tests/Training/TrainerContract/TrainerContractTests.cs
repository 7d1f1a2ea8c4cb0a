namespace FraudMl.Tests.TrainerContract;

/// <summary>What every learner keeps.</summary>
public sealed class TrainerContractTests
{
    // What has names and lists for options, but no number; a new learner that has none must be added here, or it fails.
    private static readonly string[] Unruled = ["AverageTrainer", "FromMlNetTrainer"];

    public static TheoryData<string, string> Rules
    {
        get
        {
            var rules = new TheoryData<string, string>();
            foreach (string trainer in ContractTrainers.All)
            {
                foreach (string rule in Contract(trainer).Rules) rules.Add(trainer, rule);
            }

            return rules;
        }
    }

    [Theory, MemberData(nameof(Rules))]
    public void A_learner_keeps_the_contract(string trainer, string rule) => Contract(trainer).Verify(rule);

    [Fact]
    public void Learners_without_a_rule_on_any_option_are_those_expected() =>
        ContractTrainers.All.Where(trainer => !TrainerModes.Ruled(ContractTrainers.Of(trainer).Options).Any())
            .ShouldBe(ContractTrainers.All.Intersect(Unruled), ignoreOrder: true);

    private static Testing.TrainerContract Contract(string trainer) => new(ContractTrainers.Of(trainer));
}
