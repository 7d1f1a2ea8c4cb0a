using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

/// <summary>Every search range that an option of the package states is searched, whatever part it belongs to.</summary>
public sealed class TuneAttributeTests
{
    public static TheoryData<string> Steps => [.. StepContractCases.Names];

    [Theory, MemberData(nameof(Steps))]
    public void A_range_of_a_step_is_a_slot_of_its_pipeline(string name)
    {
        FraudPipeline pipeline = StepContractCases.Pipeline(name);
        for (int i = 0; i < pipeline.Steps.Count; i++)
        {
            int place = i;
            TunedParts.ShouldBeSlots(pipeline, $"steps[{i}]", whole => whole.Steps[place]);
        }
    }

    [Theory, MemberData(nameof(ContractTrainers.Names), MemberType = typeof(ContractTrainers))]
    public void A_range_of_a_learner_is_a_slot_of_its_pipeline(string name)
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Train(ContractTrainers.Of(name)).Build();
        TunedParts.ShouldBeSlots(pipeline, "trainer", whole => whole.Trainer);
    }

    [Fact]
    public void No_range_belongs_to_nothing_that_is_tested_here()
    {
        Type[] known = [.. StepContractCases.Names.SelectMany(name => StepContractCases.Pipeline(name).Steps)
            .Select(step => step.Options.GetType()),
            .. ContractTrainers.All.Select(name => ContractTrainers.Of(name).Options.GetType())];
        TunedParts.OptionsOf(StepContractCases.Subject).Except(known).ShouldBeEmpty();
    }
}
