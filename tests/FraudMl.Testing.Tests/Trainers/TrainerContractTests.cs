using FraudMl.Tests;

namespace FraudMl.Testing.Tests;

public sealed class TrainerContractTests
{
    [Fact]
    public void A_good_learner_keeps_every_rule() => new TrainerContract(new FaultyTrainer(TrainerFault.None)).Verify();

    [Theory]
    [InlineData(TrainerFault.LearnsTheOpposite, "Frauds score higher than the rest")]
    [InlineData(TrainerFault.CountsItsFits, "The same seed gives the same model, whatever the threads, in every mode")]
    [InlineData(TrainerFault.CountsItsFits, "Trainings at the same time do not disturb each other")]
    [InlineData(TrainerFault.IgnoresWeights, "A weight of five works like five copies of the row, or weights are refused")]
    [InlineData(TrainerFault.ReadsTheSizeOfTheBlock, "A model scores a block as it scores single rows")]
    [InlineData(TrainerFault.ForgetsWhatItLearned, "A saved model scores the same bits")]
    [InlineData(TrainerFault.ExportsOtherMaths, "ONNX Runtime gives the same probabilities, or the export says why it can't")]
    [InlineData(TrainerFault.IgnoresTokens, "A cancelled token stops before anything is done")]
    [InlineData(TrainerFault.IgnoresTokens, "Cancelling ends a training under way and frees the rows")]
    [InlineData(TrainerFault.IgnoresOptions, "With changes the options and nothing else")]
    [InlineData(TrainerFault.IgnoresOptions, "Options report every broken rule")]
    public void Each_fault_breaks_its_rule(TrainerFault fault, string rule) =>
        Broken(new FaultyTrainer(fault), rule).ShouldStartWith($"{rule}: ");

    // A small learner as one writes it at first: it takes whatever rows it gets.
    [Theory]
    [InlineData("Categories are split by sets, or the encoder to add is named", "numbers that name categories are taken for numbers")]
    [InlineData("One class is explained", "it throws no FraudMlException at rows of one class")]
    [InlineData("Rows that do not fit together are all reported", "instead of FraudMlException")]
    [InlineData("Missing values are learned from or explained", "rows with a missing value are scored as NaN")]
    public void A_learner_that_does_not_look_at_its_rows_is_told_what_to_call(string rule, string found) =>
        Broken(new NewtonTrainer(), rule).ShouldContain(found);

    [Fact]
    public void A_default_outside_of_its_search_range_is_told() =>
        Broken(new FaultyTrainer(TrainerFault.None, new FaultyOptions { Count = 1 }),
            "Defaults keep the rules and lie in the search ranges").ShouldEndWith("Count is outside of its search range");

    private static string Broken(ITrainer trainer, string rule) =>
        Should.Throw<ContractException>(() => new TrainerContract(trainer).Verify(rule)).BrokenRules.ShouldHaveSingleItem();
}
