namespace FraudMl.Tests;

public sealed class MlNetPoolTests
{
    [Fact]
    public void What_was_used_well_is_lent_again()
    {
        var pool = new MlNetPool<Engine>(() => new Engine());
        Engine first = Use(pool);

        Use(pool).ShouldBeSameAs(first);
        first.IsDisposed.ShouldBeFalse();
    }

    [Fact]
    public void What_failed_in_use_is_disposed_and_not_lent_again()
    {
        var pool = new MlNetPool<Engine>(() => new Engine());
        Engine failed;
        using (MlNetPool<Engine>.Loan loan = pool.Lend()) failed = loan.Value;

        failed.IsDisposed.ShouldBeTrue();
        Use(pool).ShouldNotBeSameAs(failed);
    }

    [Fact]
    public void No_more_than_one_per_processor_is_kept()
    {
        var pool = new MlNetPool<Engine>(() => new Engine());
        MlNetPool<Engine>.Loan[] loans = [.. Enumerable.Range(0, Environment.ProcessorCount + 3).Select(_ => pool.Lend())];
        foreach (MlNetPool<Engine>.Loan loan in loans)
        {
            loan.Done();
            loan.Dispose();
        }

        loans.Count(loan => loan.Value.IsDisposed).ShouldBe(3);
        loans.Select(loan => loan.Value).Distinct().Count().ShouldBe(loans.Length);
    }

    private static Engine Use(MlNetPool<Engine> pool)
    {
        using MlNetPool<Engine>.Loan loan = pool.Lend();
        loan.Done();
        return loan.Value;
    }

    private sealed class Engine : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
