namespace FraudMl.Tests;

/// <summary>What learners make of rows is used by one training at a time, and by none of other rows.</summary>
public sealed class PreparedRowsTests : IDisposable
{
    private readonly FeatureMatrix _matrix = new([1, 2, 3, 4], 4, [new FeatureColumn("x", "x")]);
    private readonly List<Made> _made = [];
    private readonly PreparedRows _rows;
    private long _kept, _room = 1000;

    public PreparedRowsTests() => _rows = new PreparedRows(matrix => matrix == _matrix, bytes =>
    {
        if (_kept + bytes > _room) return false;
        _kept += bytes;
        return true;
    });

    public void Dispose() => _rows.Dispose();

    [Fact]
    public void What_was_given_back_is_found_by_the_same_rows_and_key()
    {
        Made first = Use(Rows(true), "bins 255");

        Use(Rows(true), "bins 255").ShouldBe(first);
        Use(Rows(true), "bins 63").ShouldNotBe(first);
        Use(Rows(false), "bins 255").ShouldNotBe(first);
        Use(Rows(true) with { Weights = new float[] { 1, 2, 1, 1 } }, "bins 255").ShouldNotBe(first);
        Use(Rows(true), "bins 255").ShouldBe(first);
        _made.ShouldAllBe(made => !made.IsDisposed);
        _kept.ShouldBe(400);
    }

    [Fact]
    public void Two_at_once_never_share()
    {
        using Rented<Made> one = Rent(Rows(true), "bins");
        using Rented<Made> other = Rent(Rows(true), "bins");

        other.Value.ShouldNotBe(one.Value);
    }

    [Fact]
    public void Without_room_nothing_is_kept()
    {
        _room = 150;

        Use(Rows(true), "a").IsDisposed.ShouldBeFalse();
        Use(Rows(true), "b").IsDisposed.ShouldBeTrue();
        _kept.ShouldBe(100);
    }

    [Fact]
    public void Rows_that_are_not_kept_take_what_was_made_of_them_along()
    {
        TrainingData other = Rows(true) with { Matrix = new FeatureMatrix([1, 2, 3, 4], 4, [new FeatureColumn("x", "x")]) };

        Use(other, "bins").IsDisposed.ShouldBeTrue();
        _kept.ShouldBe(0);
    }

    [Fact]
    public void What_is_in_use_when_all_is_over_is_let_go_when_it_is_given_back()
    {
        Made idle = Use(Rows(true), "a");
        Rented<Made> used = Rent(Rows(true), "b");

        _rows.Dispose();

        idle.IsDisposed.ShouldBeTrue();
        used.Value.IsDisposed.ShouldBeFalse();
        used.Dispose();
        used.Value.IsDisposed.ShouldBeTrue();
        _kept.ShouldBe(0);
    }

    [Fact]
    public void Without_a_search_it_goes_with_the_training()
    {
        Rented<Made> rented = new TrainingContext(1, 1).Rent(Rows(true), "bins", 100, Make);

        rented.Dispose();

        rented.Value.IsDisposed.ShouldBeTrue();
    }

    private TrainingData Rows(bool first) => new(_matrix, new[] { first, true, false, false });

    private Made Use(TrainingData rows, string key)
    {
        using Rented<Made> rented = Rent(rows, key);
        return rented.Value;
    }

    private Rented<Made> Rent(TrainingData rows, string key) => _rows.Rent(rows, key, 100, Make);

    private Made Make()
    {
        _made.Add(new Made());
        return _made[^1];
    }

    private sealed class Made : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
