using System.Text.Json;
using FraudMl.Mlflow;
using FraudMl.Tests;

namespace FraudMl.Tracking.Tests;

/// <summary>A real experiment in an embedded store, against the table of docs/tracking.md.</summary>
public sealed class MlflowObserverTests : IClassFixture<TrackedExperimentFixture>
{
    private readonly TrackedExperimentFixture _tracked;

    public MlflowObserverTests(TrackedExperimentFixture tracked) => _tracked = tracked;

    [Fact]
    public void Every_trial_is_a_finished_child_of_the_one_parent()
    {
        _tracked.Parent.Info.Status.ShouldBe(MlflowRunStatus.Finished);
        _tracked.Children.Length.ShouldBe(_tracked.Result.Trials.Count);
        _tracked.Children.ShouldAllBe(child => TrackedStore.ParentOf(child) == _tracked.Parent.Info.RunId
            && child.Info.Status == MlflowRunStatus.Finished);
        _tracked.Children.Select(child => TrackedStore.Tag(child, "fraudml.phase")).Order()
            .ShouldBe(["compare", "compare", "random", "random"]);
    }

    [Fact]
    public void A_child_holds_learner_resampler_steps_and_every_option()
    {
        foreach (MlflowRun child in _tracked.Children)
        {
            FraudPipeline pipeline = _tracked.TrialOf(child).Trial.Pipeline;
            TrackedStore.Param(child, "trainer").ShouldBe(pipeline.Trainer.Name);
            TrackedStore.Param(child, "resampler").ShouldBe("none");
            TrackedStore.Param(child, "steps").ShouldBe(string.Join(" → ", pipeline.Steps.Select(step => step.Name)));
            foreach (var option in pipeline.Trainer.Options.GetType().GetProperties())
                TrackedStore.Param(child, option.Name).ShouldBe(Convert.ToString(option.GetValue(pipeline.Trainer.Options),
                    System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_child_holds_means_deviations_and_the_folds_as_steps()
    {
        foreach (MlflowRun child in _tracked.Children)
        {
            CrossValidationReport report = _tracked.TrialOf(child).Report;
            foreach (string name in report.Folds[0].Metrics.Keys)
            {
                TrackedStore.Metric(child, name).ShouldBe(report.Mean(Metrics.Named(name)));
                TrackedStore.Metric(child, $"{name}_std").ShouldBe(report.StandardDeviation(Metrics.Named(name)));
                (await _tracked.Store.HistoryAsync(child, $"fold_{name}"))
                    .ShouldBe(report.Folds.Select(fold => ((long)fold.Fold, fold.Metrics[name])));
            }

            (await _tracked.Store.HistoryAsync(child, "fold_fit_seconds")).Select(value => value.Step).ShouldBe([0, 1, 2]);
            TrackedStore.Metric(child, "fit_seconds").ShouldBe(report.FitSeconds);
            TrackedStore.Metric(child, "score_seconds").ShouldBe(report.ScoreSeconds);
        }
    }

    [Fact]
    public void Artifacts_are_in_the_run_they_belong_to()
    {
        foreach (MlflowRun child in _tracked.Children)
            TrackedStore.Artifacts(child).ShouldBe(["dataset.json", "folds.json", "notes/trial.txt", "pipeline.cs", "pipeline.json"]);
        TrackedStore.Artifacts(_tracked.Parent)
            .ShouldBe(["data/profile.json", "dataset.json", "folds.json", "pipeline.cs", "pipeline.json"]);
    }

    [Fact]
    public void The_parent_holds_the_plan_and_the_winner()
    {
        MlflowRun parent = _tracked.Parent;
        Dataset train = RecordedExperiment.Data.Train;
        foreach ((string key, string expected) in new[]
        {
            ("seed", "42"), ("folds", "Stratified(3, seed 42)"), ("metric", "average_precision"), ("rows", $"{train.RowCount}"),
            ("frauds", $"{train.FraudCount}"),
            ("best.trainer", _tracked.Result.BestPipeline.Trainer.Name),
        })
        {
            TrackedStore.Param(parent, key).ShouldBe(expected, key);
        }

        TrackedStore.Tag(parent, "fraudml.best_trial").ShouldBe(_tracked.Result.BestTrial.Title);
        foreach (EvaluatedMetric metric in _tracked.Result.Evaluation!.Values.Where(metric => !double.IsNaN(metric.Value)))
            TrackedStore.Metric(parent, $"test_{metric.Name}").ShouldBe(metric.Value);
    }

    [Fact]
    public void The_parent_holds_the_test_evaluation_under_the_names_of_MLflows_own()
    {
        MlflowRun parent = _tracked.Parent;
        Evaluation test = _tracked.Result.Evaluation!;
        foreach ((string name, double expected) in new[]
        {
            ("example_count", test.RowCount), ("true_negatives", test.Confusion.TrueNegatives),
            ("false_positives", test.Confusion.FalsePositives),
            ("false_negatives", test.Confusion.FalseNegatives), ("true_positives", test.Confusion.TruePositives),
            ("accuracy_score", test.Confusion.Accuracy().Value), ("recall_score", test.Confusion.Recall().Value),
            ("f1_score", test.Confusion.FBeta(1).Value),
            ("precision_recall_auc", test.Values.Single(value => value.Name == "average_precision").Value),
            ("roc_auc", test.Values.Single(value => value.Name == "roc_auc").Value),
            ("best_cv_score", _tracked.Result.Trials.Single(trial => trial.Trial.Number == _tracked.Result.BestTrial.Number).Report
                .Mean(Metrics.AveragePrecision)),
        })
        {
            TrackedStore.Metric(parent, name).ShouldBe(expected, name);
        }

        foreach (MlflowRun child in _tracked.Children)
        {
            ITrainer trainer = _tracked.TrialOf(child).Trial.Pipeline.Trainer;
            TrackedStore.Tag(child, "estimator_name").ShouldBe(trainer.Name);
            TrackedStore.Tag(child, "estimator_class").ShouldBe(trainer.GetType().FullName);
        }
    }

    [Fact]
    public async Task The_page_of_the_model_shows_its_test_metrics()
    {
        string modelId = _tracked.Parent.Outputs.ModelOutputs.ShouldHaveSingleItem().ModelId;

        IReadOnlyList<MlflowMetric> metrics = (await _tracked.Store.Client.LoggedModels.GetAsync(modelId)).Model.Data.Metrics;

        metrics.Single(metric => metric.Key == "precision_recall_auc").DatasetDigest.ShouldNotBeNullOrEmpty();
        metrics.ShouldContain(metric => metric.Key == "test_brier");
    }

    [Fact]
    public async Task Experiment_and_parent_carry_a_note_with_the_winner_the_best_trials_and_how_to_load_the_model()
    {
        MlflowExperiment experiment = (await _tracked.Store.Client.Experiments.GetAsync(_tracked.Parent.Info.ExperimentId)).Experiment;
        string note = TrackedStore.Tag(_tracked.Parent, "mlflow.note.content")!;

        experiment.Tags.Single(tag => tag.Key == "mlflow.note.content").Value.ShouldBe(note);
        experiment.Tags.Single(tag => tag.Key == "mlflow.experiment.primaryMetric.name").Value.ShouldBe("average_precision");
        note.ShouldStartWith($"**Winner: \\{_tracked.Result.BestTrial.Title}**");
        note.Split('\n').Count(line => line.StartsWith("| ", StringComparison.Ordinal)).ShouldBe(1 + _tracked.Result.Trials.Count);
        note.ShouldContain($"LoadFraudModelAsync(\"models:/{_tracked.Parent.Outputs.ModelOutputs[0].ModelId}\")");
        note.Length.ShouldBeLessThan(5_000);
    }

    [Fact]
    public void The_parent_names_both_datasets_by_digest_schema_and_profile_and_holds_no_row()
    {
        _tracked.Parent.Inputs.DatasetInputs.Select(input => input.Tags.Single().Value)
            .ShouldBe(["training", "testing"], ignoreOrder: true);
        _tracked.Parent.Inputs.DatasetInputs.Select(input => input.Dataset.Digest).Distinct().Count().ShouldBe(2);
        foreach (MlflowDatasetInput input in _tracked.Parent.Inputs.DatasetInputs)
        {
            Dataset data = input.Tags.Single().Value == "training" ? RecordedExperiment.Data.Train : RecordedExperiment.Data.Test;
            input.Dataset.Digest.Length.ShouldBe(8);
            data.Digest().ShouldStartWith(input.Dataset.Digest);
            using JsonDocument schema = JsonDocument.Parse(input.Dataset.Schema!), profile = JsonDocument.Parse(input.Dataset.Profile!),
                source = JsonDocument.Parse(input.Dataset.Source);
            schema.RootElement.GetProperty("mlflow_colspec").EnumerateArray().Select(column => column.GetProperty("name").GetString())
                .ShouldBe(data.Columns.Select(column => column.Name));
            profile.RootElement.EnumerateObject().Select(entry => (entry.Name, entry.Value.GetInt64()))
                .ShouldBe([("num_rows", data.RowCount), ("num_elements", (long)data.RowCount * data.Columns.Count)]);
            source.RootElement.GetProperty("uri").GetString().ShouldBe(data.Name);
        }
    }

    [Fact]
    public async Task The_model_is_logged_once_with_signature_and_example_and_registering_it_logs_no_other()
    {
        MlflowClient client = _tracked.Store.Client;
        MlflowModelOutput output = _tracked.Parent.Outputs.ModelOutputs.ShouldHaveSingleItem();

        RegisteredFraudModel registered = await client.RegisterAsync(_tracked.Result.Best, "cards", alias: "champion");

        registered.ModelId.ShouldBe(output.ModelId);
        LoadedFraudModel loaded = await client.LoadFraudModelAsync("models:/cards@champion");
        loaded.Model.Score(RecordedExperiment.Data.Test).ShouldBe(_tracked.Result.Best.Score(RecordedExperiment.Data.Test));
        string directory = loaded.Directory.ShouldNotBeNull();
        string manifest = await File.ReadAllTextAsync(Path.Combine(directory, "MLmodel"));
        manifest.ShouldContain("signature:");
        manifest.ShouldContain($"run_id: {_tracked.Parent.Info.RunId}");
        File.Exists(Path.Combine(directory, "input_example.json")).ShouldBeTrue();
        (await client.LoggedModels.GetAsync(output.ModelId)).Model.Info.Status.ShouldBe(MlflowLoggedModelStatus.Ready);
    }
}
