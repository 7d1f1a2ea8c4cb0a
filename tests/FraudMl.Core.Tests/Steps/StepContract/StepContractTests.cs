namespace FraudMl.Tests;

/// <summary>What every step keeps; steps and fitted steps are found by reflection, and one that is not enrolled fails.</summary>
[Collection(StepContractCases.LoadSwitch)]
public sealed class StepContractTests
{
    public static TheoryData<string, string> Rules
    {
        get
        {
            var rules = new TheoryData<string, string>();
            foreach (string step in StepContractCases.Names)
            {
                foreach (string rule in StepContractCases.Contract(step).Rules) rules.Add(step, rule);
            }

            return rules;
        }
    }

    [Fact]
    public void Every_step_is_enrolled() =>
        StepContractCases.Implementations(typeof(IFeatureStep)).Except(StepContractCases.StepTypes).ShouldBeEmpty();

    [Fact]
    public void Every_fitted_step_comes_out_of_a_case() =>
        StepContractCases.Implementations(typeof(IFittedStep))
            .Except(StepContractCases.Names.SelectMany(step => StepContractCases.Fit(step, FeatureData.Rows()).Features.Steps)
                .Select(fitted => fitted.GetType()))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_step_keeps_the_contract(string step, string rule) => StepContractCases.Contract(step).Verify(rule);
}
