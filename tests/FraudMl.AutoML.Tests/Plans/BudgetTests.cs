namespace FraudMl.Tests;

public sealed class BudgetTests
{
    [Fact]
    public void Limits_combine()
    {
        Budget budget = Budget.Of(TimeSpan.FromMinutes(5)).OrTrials(20);
        (budget.Duration, budget.TrialCount).ShouldBe((TimeSpan.FromMinutes(5), 20));
        Budget.OfTrials(20).Or(TimeSpan.FromMinutes(5)).ShouldBe(budget);
    }

    [Fact]
    public void Half_a_budget_is_never_nothing()
    {
        Budget.Of(TimeSpan.FromSeconds(30)).OrTrials(5).Half().ShouldBe(Budget.Of(TimeSpan.FromSeconds(15)).OrTrials(3));
        Budget.OfTrials(1).Half().ShouldBe(Budget.OfTrials(1));
    }

    [Fact]
    public void An_empty_budget_is_refused()
    {
        Should.Throw<FraudMlException>(() => Budget.OfTrials(0)).Message.ShouldBe("A budget of trials must be at least 1. Got 0 instead.");
        Should.Throw<FraudMlException>(() => Budget.Of(TimeSpan.Zero)).Message
            .ShouldBe("A budget of time must be greater than zero and at most 49 days. Got 00:00:00 instead.");
        Should.Throw<FraudMlException>(() => Budget.OfTrials(1).Or(TimeSpan.MaxValue));
    }
}
