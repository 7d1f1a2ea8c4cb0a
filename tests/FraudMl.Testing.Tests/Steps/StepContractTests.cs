namespace FraudMl.Testing.Tests;

public sealed class StepContractTests
{
    [Fact]
    public void A_good_step_keeps_every_rule() => new StepContract(new FaultyStep(StepFault.None)).Verify();

    [Theory]
    [InlineData(StepFault.ReadsTheSizeOfTheBlock, "A block and a single row give the same bits")]
    [InlineData(StepFault.GivesTrainingRowsOtherValues, "Training rows get what they would be scored with")]
    [InlineData(StepFault.SpreadsMissingValues, "A row of missing values is borne and touches no other row")]
    [InlineData(StepFault.SpreadsInfinity, "Extreme values touch no other row")]
    [InlineData(StepFault.SpreadsUnseenTexts, "A text that training did not see is borne or refused")]
    [InlineData(StepFault.CountsItsFits, "Nothing is learned from rows that are not trained on")]
    [InlineData(StepFault.CountsItsFits, "The same seed gives the same step")]
    [InlineData(StepFault.KeepsItsFirstFit, "Nothing is kept from one fit to the next")]
    [InlineData(StepFault.TellsLabels, "Training rows are told nothing of their own labels")]
    [InlineData(StepFault.IgnoresOptions, "With changes the options and nothing else")]
    [InlineData(StepFault.ForgetsWhatItLearned, "It is saved and loaded unchanged")]
    [InlineData(StepFault.ExportsOtherMaths, "ONNX Runtime gives the same numbers")]
    [InlineData(StepFault.ExportsNothing, "ONNX Runtime gives the same numbers, or the export says why it can't")]
    public void Each_fault_breaks_its_rule(StepFault fault, string rule)
    {
        var contract = new StepContract(new FaultyStep(fault));
        string sentence = contract.Rules.Single(known => known.StartsWith(rule, StringComparison.Ordinal));

        ContractException broken = Should.Throw<ContractException>(() => contract.Verify(sentence));

        broken.Subject.ShouldBe("Faulty");
        broken.BrokenRules.ShouldHaveSingleItem().ShouldStartWith($"{sentence}: ");
        broken.Message.ShouldBe($"Faulty breaks a rule: {broken.BrokenRules[0]}");
    }

    [Fact]
    public void All_broken_rules_are_told_together()
    {
        ContractException broken = Should.Throw<ContractException>(
            () => new StepContract(new FaultyStep(StepFault.CountsItsFits)).Verify());

        broken.BrokenRules.Count.ShouldBeGreaterThan(1);
        broken.Message.ShouldStartWith($"Faulty breaks {broken.BrokenRules.Count} rules:\n- ");
    }

    [Fact]
    public void A_rule_that_there_is_not_is_told() =>
        Should.Throw<ArgumentException>(() => new StepContract(new FaultyStep(StepFault.None)).Verify("It is fast")).Message
            .ShouldStartWith("The contract of Faulty has no rule 'It is fast'. See Rules.");

    [Fact]
    public void A_step_is_tried_on_rows_of_its_users_own()
    {
        Dataset rows = StepContract.SampleRows(rowCount: 300, seed: 4).Drop("angle", "small", "when");

        new StepContract(new FaultyStep(StepFault.None)) { Data = rows }.Verify();
    }
}
