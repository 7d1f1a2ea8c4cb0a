using Microsoft.Extensions.Logging.Abstractions;

namespace FraudMl.Mlflow.Tests;

/// <summary>The states of a delivery: who waits for what, and who is told.</summary>
public sealed class RunDeliveryTests : IDisposable
{
    private const long Limit = 1_000_000;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryStore _store = new();
    private readonly HeldRuns _held = new();
    private readonly TimersTold _time = new();
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunJournal? _journal;

    [Fact]
    public async Task A_delivery_that_broke_tells_those_who_wait_and_those_who_come_later()
    {
        RunDelivery delivery = Start(held: true);
        await delivery.AddAsync(Metric(0));
        await _held.AskedAsync();
        Task flush = delivery.FlushAsync(CancellationToken.None);
        _journal!.Dispose();
        _answer.SetResult();

        await Should.ThrowAsync<MlflowException>(flush.WaitAsync(_patience));
        await Should.ThrowAsync<MlflowException>(delivery.FlushAsync(CancellationToken.None).WaitAsync(_patience));
        await Should.ThrowAsync<MlflowException>(delivery.LogAsync([Metric(1)], CancellationToken.None).WaitAsync(_patience));
        await Should.ThrowAsync<MlflowException>(delivery.AddAsync(Metric(1)).AsTask());
        await Should.ThrowAsync<MlflowException>(delivery.CompleteAsync(CancellationToken.None).WaitAsync(_patience));
        Should.Throw<MlflowException>(() => delivery.AddEnd([End()]));
        delivery.IsDone.ShouldBeFalse();
    }

    [Fact]
    public async Task A_delivery_that_broke_lets_go_who_waits_for_room()
    {
        RunDelivery delivery = Start(held: true);
        await delivery.AddAsync(Metric(0));
        await _held.AskedAsync();
        await FillAsync(delivery);
        Task waiting = delivery.AddAsync(Metric(-1)).AsTask();
        _journal!.Dispose();
        _answer.SetResult();

        await Should.ThrowAsync<MlflowException>(waiting.WaitAsync(_patience));
    }

    [Fact]
    public async Task Who_waits_for_room_gets_it_when_the_store_has_taken_something()
    {
        RunDelivery delivery = Start(held: true);
        await delivery.AddAsync(Metric(0));
        await _held.AskedAsync();
        await FillAsync(delivery);
        Task waiting = delivery.AddAsync(Metric(-1)).AsTask();
        using var impatient = new CancellationTokenSource();
        Task given = delivery.AddAsync(Metric(-2), impatient.Token).AsTask();
        (waiting.IsCompleted, given.IsCompleted).ShouldBe((false, false));
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(given.WaitAsync(_patience));

        _answer.SetResult();
        await waiting.WaitAsync(_patience);
        await delivery.FlushAsync(CancellationToken.None).WaitAsync(_patience);
        _journal!.PendingBytes.ShouldBe(0);
    }

    [Fact]
    public async Task A_full_spool_has_room_for_the_end()
    {
        RunDelivery delivery = Start(held: true);
        await delivery.AddAsync(Metric(0));
        await _held.AskedAsync();
        await FillAsync(delivery);
        delivery.AddEnd([End()]);
        _answer.SetResult();
        await delivery.CompleteAsync(CancellationToken.None).WaitAsync(_patience);
        delivery.IsDone.ShouldBeTrue();
        File.Exists(_journal!.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task A_flush_that_began_during_an_attempt_is_told_of_the_one_that_follows()
    {
        RunDelivery delivery = Start(held: true);
        await delivery.AddAsync(Metric(0));
        await _held.AskedAsync();
        Task flush = delivery.FlushAsync(CancellationToken.None);
        delivery.AddEnd([End()]);
        Task complete = delivery.CompleteAsync(CancellationToken.None);
        _held.Answer = Refuse;
        _answer.SetException(Absence());

        await complete.WaitAsync(_patience);
        (await Should.ThrowAsync<MlflowException>(flush.WaitAsync(_patience))).Message.ShouldContain("waits on disk");
        (await Should.ThrowAsync<MlflowException>(delivery.FlushAsync(CancellationToken.None).WaitAsync(_patience))).Message
            .ShouldContain("waits on disk");
        (delivery.IsAway, delivery.IsDone, File.Exists(_journal!.Path)).ShouldBe((true, false, true));
        // As when another delivery has brought it there.
        File.Delete(_journal.Path);
        delivery.IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task Parameters_wait_on_disk_when_the_store_turns_out_to_be_away()
    {
        RunDelivery delivery = Start(held: true);
        Task logging = delivery.LogAsync([Metric(0)], CancellationToken.None);
        await _held.AskedAsync();
        logging.IsCompleted.ShouldBeFalse();
        _held.Answer = Refuse;
        _answer.SetException(Absence());

        await logging.WaitAsync(_patience);
        delivery.IsAway.ShouldBeTrue();
        await delivery.LogAsync([Metric(1)], CancellationToken.None).WaitAsync(_patience);
    }

    [Fact]
    public async Task What_is_refused_is_told_once_to_who_logged_it_and_else_to_who_asks()
    {
        RunDelivery delivery = Start(held: false);
        _held.Answer = () => Task.FromException(MlflowException.Invalid("no"));
        (await Should.ThrowAsync<MlflowException>(delivery.LogAsync([Metric(0), Metric(1)], CancellationToken.None)
            .WaitAsync(_patience))).Message.ShouldContain("2 values");
        await delivery.FlushAsync(CancellationToken.None).WaitAsync(_patience);
        await delivery.AddAsync(Metric(2));
        (await Should.ThrowAsync<MlflowException>(delivery.FlushAsync(CancellationToken.None).WaitAsync(_patience))).Message
            .ShouldContain("1 values");
        await delivery.FlushAsync(CancellationToken.None).WaitAsync(_patience);
    }

    [Fact]
    public async Task What_is_refused_of_those_who_no_longer_wait_is_told_to_who_asks()
    {
        RunDelivery delivery = Start(held: true);
        using var impatient = new CancellationTokenSource();
        Task logging = delivery.LogAsync([Metric(0)], impatient.Token);
        await _held.AskedAsync();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(logging.WaitAsync(_patience));
        _answer.SetException(MlflowException.Invalid("no"));

        (await Should.ThrowAsync<MlflowException>(delivery.FlushAsync(CancellationToken.None).WaitAsync(_patience))).Message
            .ShouldContain("1 values");
    }

    [Fact]
    public async Task A_store_that_is_away_is_asked_less_and_less_often_and_often_again_once_it_was_back()
    {
        RunDelivery delivery = Start(held: false);
        _held.Answer = Refuse;
        await delivery.AddAsync(Metric(0));
        await _held.AskedAsync();
        foreach (double seconds in (double[])[0.5, 1, 2, 4, 8, 16, 30, 30])
        {
            await _time.AdvanceOnceWaitedAsync(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            _held.IsAsked.ShouldBeFalse();
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await _held.AskedAsync();
        }

        _held.Answer = () => Task.CompletedTask;
        await _time.AdvanceOnceWaitedAsync(TimeSpan.FromSeconds(30));
        await _held.AskedAsync();
        await delivery.FlushAsync(CancellationToken.None).WaitAsync(_patience);
        delivery.IsAway.ShouldBeFalse();
    }

    public void Dispose()
    {
        _journal?.Dispose();
        _store.Dispose();
    }

    private static JournalEntry Metric(int step) => new() { Metric = new MlflowMetric("loss", step, step, step) };

    private static JournalEntry End() => new() { End = new MlflowUpdateRun { RunId = "run", Status = MlflowRunStatus.Finished } };

    private static MlflowException Absence() => new(MlflowErrorCodes.TemporarilyUnavailable, "The server got lost.");

    private static Task Refuse() => Task.FromException(Absence());

    /// <summary>Starts a delivery to a store that answers at once, or not before <see cref="_answer"/>.</summary>
    private RunDelivery Start(bool held)
    {
        if (held)
            _held.Answer = () => _answer.Task;
        _journal = RunJournal.Create(Path.Combine(_store.Folder, "run.journal"), Limit);
        return new RunDelivery(new DeliveryTarget("run", _held.Runs, _time, NullLogger.Instance, CancellationToken.None), _journal);
    }

    private async Task FillAsync(RunDelivery delivery)
    {
        for (int step = 1; !_journal!.IsFull; step++)
            await delivery.AddAsync(Metric(step));
    }
}
