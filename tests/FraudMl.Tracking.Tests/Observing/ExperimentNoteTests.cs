using FraudMl.Mlflow;
using FraudMl.Tests;

namespace FraudMl.Tracking.Tests;

public sealed class ExperimentNoteTests : IDisposable
{
    private readonly TrackedStore _store = new();

    [Fact]
    public async Task A_note_of_our_own_is_replaced_and_one_that_somebody_wrote_stays()
    {
        string id = await _store.Client.GetOrCreateExperimentAsync("cards");

        foreach ((string before, string put, string after) in new[] { ("", "first", "first"), ("first", "second", "second"),
            ("Ask Ann.", "third", "Ask Ann.") })
        {
            string ours = (await Note("x")).Split('\n')[^1];
            if (before == "Ask Ann.") await _store.Client.Experiments.SetTagAsync(
                new MlflowSetExperimentTag { ExperimentId = id, Key = ExperimentNote.Tag, Value = before });
            await ExperimentNote.PinAsync(_store.Client, id, Metrics.AveragePrecision, $"{put}\n{ours}", CancellationToken.None);

            string held = (await _store.Client.Experiments.GetAsync(id)).Experiment.Tags.Single(tag => tag.Key == ExperimentNote.Tag).Value;
            held.Split('\n')[0].ShouldBe(after);
        }
    }

    [Fact]
    public async Task The_longest_note_fits_an_experiment_and_names_are_no_markdown()
    {
        string note = await Note(new string('|', 5_000));

        note.Length.ShouldBeLessThan(5_000);
        note.ShouldContain("The best 10 of 40 trials");
        note.ShouldNotContain("||");
    }

    public void Dispose() => _store.Dispose();

    private static async Task<string> Note(string name)
    {
        IReadOnlyList<ExperimentEvent> real = await RecordedExperiment.Events;
        (ExperimentStarted started, ExperimentCompleted end) = (real.OfType<ExperimentStarted>().Single(),
            real.OfType<ExperimentCompleted>().Single());
        TrialCompleted[] trials = [.. Enumerable.Repeat(end.Trials, 10).SelectMany(some => some)
            .Select((trial, i) => trial with { Trial = trial.Trial with { Number = i + 1, Name = name } })];
        return ExperimentNote.Of(started with { Folds = new NamedFolds(name) }, end with { Trials = trials, Best = trials[0].Trial },
            real.OfType<WinnerFitted>().Single().Evaluation, "models:/m-0123456789abcdef0123456789abcdef");
    }

    private sealed class NamedFolds(string name) : IFolds
    {
        public string Name => name;

        public ValidatedOptions Options => NoOptions.Instance;

        public IFolds With(ValidatedOptions options) => this;

        public IReadOnlyList<Fold> Split(FoldInput rows) => throw new NotSupportedException();

        public Fold HoldOut(FoldInput rows, double share, int seed) => throw new NotSupportedException();
    }
}
