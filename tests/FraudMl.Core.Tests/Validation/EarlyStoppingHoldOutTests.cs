namespace FraudMl.Tests;

public sealed class EarlyStoppingHoldOutTests
{
    [Fact]
    public void Too_few_frauds_for_early_stopping_are_told_as_that()
    {
        bool[] labels = [.. Enumerable.Range(0, 300).Select(i => i % 75 == 0)];

        string message = Should.Throw<FraudMlException>(() => Folds.Stratified(5).HoldOut(new FoldInput(labels), 0.1, 1)).Message;

        message.ShouldBe("Early stopping holds back 0.1 of the rows, one in 10, and at least 10 rows of each class must be there for that; there are 4 frauds among 300 rows. Raise ValidationShare to 0.25, bring more data, or do without early stopping (EarlyStoppingRounds = 0).");
        Folds.Stratified(5).HoldOut(new FoldInput(labels), 0.25, 1).ValidationRows.Count(row => labels[row]).ShouldBe(1);
    }

    [Fact]
    public void One_fraud_or_none_can_not_be_shared() =>
        Should.Throw<FraudMlException>(() => Folds.Stratified(5).HoldOut(new FoldInput(new[] { true, false, false, false, false, false, false, false, false, false, false, false }), 0.1, 1)).Message
            .ShouldContain("Bring more data");
}
