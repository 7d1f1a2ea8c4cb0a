using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Fits a pipeline on a few invented rows and writes what comes out into a graph: whatever fails here fails later too.</summary>
internal sealed class Rehearsal
{
    // Learners that grow step by step are stopped here: what they become is the same, only smaller.
    private const int IterationCount = 20;
    private const int Seed = 1;

    private static readonly (int RowCount, int RowsPerFraud)[] OtherRows = [(3_000, 4), (3_000, 50), (20_000, 250)];

    private readonly OnnxGraph _graph = new();
    private readonly List<StepCheck> _steps = [];
    private readonly List<PartCheck> _parts = [];
    private readonly List<string> _problems = [];
    private readonly WarningList _warnings = new();
    private readonly StepContext _context = new(Seed, Folds.Stratified(5, Seed));

    public IReadOnlyList<StepCheck> Steps => _steps;

    public IReadOnlyList<PartCheck> Parts => _parts;

    public IReadOnlyList<string> Problems => _problems;

    public IReadOnlyList<string> Warnings => _warnings.All;

    public static Rehearsal Of(FraudPipeline pipeline, Dataset data)
    {
        var rehearsal = new Rehearsal();
        if (rehearsal.FitSteps(pipeline.Steps, data) is { } features) rehearsal.FitParts(pipeline, data, features);
        return rehearsal;
    }

    /// <summary>Rehearses the steps alone.</summary>
    public static Rehearsal StepsOf(FraudPipeline pipeline, Dataset data)
    {
        var rehearsal = new Rehearsal();
        rehearsal.FitSteps(pipeline.Steps, data);
        return rehearsal;
    }

    private (FittedFeatures Features, FeatureMatrix Matrix)? FitSteps(IReadOnlyList<IFeatureStep> steps, Dataset data)
    {
        string who = "The inputs";
        try
        {
            RowSchema inputs = ModelInputs.Of(data, [.. steps.SelectMany(step => step.Texts)]), schema = inputs;
            RowBlock block = ModelInputs.Load(data, inputs);
            HashSet<(ColumnKind Kind, int Slot)> asked = block.Asked = [];
            foreach (SchemaColumn input in inputs.Columns) _graph.Define(input, input.Name);
            List<IFittedStep> fitted = [];
            who = steps.Count > 0 ? steps[0].Name : who;
            foreach (IFittedStep step in FittedFeatures.FitSteps(steps, data, inputs, block, _context))
            {
                RowSchema after = schema.After(step);
                string? problem = ExportProblem(steps[fitted.Count].Name, () => step.Export(_graph));
                if (problem is not null) foreach (SchemaColumn column in step.Adds) _graph.Define(column, column.Name);
                _steps.Add(new StepCheck(steps[fitted.Count].Name, problem, Names(schema.Columns), Names(after.Columns),
                    steps[fitted.Count].ChoosesColumns)
                {
                    Reads = Names(schema.Columns.Where(column => asked.Contains((column.Kind, column.Slot)))),
                });
                asked.Clear();
                fitted.Add(step);
                schema = after;
                who = fitted.Count < steps.Count ? steps[fitted.Count].Name : "The features";
            }

            var features = new FittedFeatures(inputs, fitted, data.Reading, data.Warnings);
            float[] values = new float[FeatureMatrix.CellCount(block.RowCount, features.Slots.Length)];
            features.Gather(block, values);
            return (features, new FeatureMatrix(values, block.RowCount, features.Columns));
        }
        catch (FraudMlException error)
        {
            _problems.Add($"{who}: {error.Message}");
            return null;
        }
    }

    private void FitParts(FraudPipeline pipeline, Dataset data, (FittedFeatures Features, FeatureMatrix Matrix) made)
    {
        double[] margins = new double[data.RowCount];
        Part(pipeline.Trainer.Name, () =>
        {
            ScoringModel scorer = pipeline.Trainer.Train(
                RowsToLearn(pipeline, data, made), new TrainingContext(Seed, 1, iteration => iteration.Iteration < IterationCount)
                {
                    OnWarning = _warnings.Add,
                });
            scorer.Score(made.Matrix.Values.Span, margins);
            if (MissingRows.Unscored(made.Features, scorer, data) is { Length: > 0 } unscored)
                _warnings.Add(MissingRows.Warning(pipeline.Trainer.Name, unscored));
            return () => scorer.Export(_graph, "features");
        });
        double[] probabilities = Array.ConvertAll(margins, FittedCalibrator.Logistic.Calibrate);
        if (pipeline.Calibrator is { } calibrator)
        {
            Part(calibrator.Name, () =>
            {
                FittedCalibrator fitted = calibrator.Fit(margins, data.Labels, []);
                return () => fitted.Export(_graph, "margin");
            });
        }

        if (pipeline.Decision is { } rule)
        {
            Part(rule.Name, () =>
            {
                FittedDecision fitted = rule.Fit(PipelineScores.Of(data, probabilities, null, rule.CostsOf(data)), made.Features.Inputs);
                return () => fitted.Export(_graph, "probability");
            });
        }
    }

    // A resampler may find too few frauds to look among, or too many to add to; of invented rows there are always others. Only what it
    // can't do with any of them is a problem.
    private TrainingData RowsToLearn(FraudPipeline pipeline, Dataset data, (FittedFeatures Features, FeatureMatrix Matrix) made)
    {
        TrainingData plain = Training(pipeline, data, made);
        if (pipeline.Resampler is not { } resampler) return plain;
        FraudMlException? problem = null;
        foreach ((int rowCount, int rowsPerFraud) in OtherRows.Prepend((0, 0)))
        {
            try
            {
                TrainingData rows = rowCount == 0 ? plain
                    : Training(pipeline, RehearsalRows.Of(data, 0, rowCount, rowsPerFraud), (made.Features, null));
                return resampler.Resample(rows, new ResamplingContext(Seed, 1)).Data;
            }
            catch (FraudMlException error)
            {
                problem ??= error;
            }
        }

        _problems.Add($"{resampler.Name}: {problem!.Message}");
        return plain;
    }

    private static TrainingData Training(FraudPipeline pipeline, Dataset data, (FittedFeatures Features, FeatureMatrix? Matrix) made)
    {
        (Dataset rows, Dataset? held) = pipeline.HoldBack(data, new FitOptions { Seed = Seed });
        return FraudPipeline.TrainingOf(rows, (held is null ? made.Matrix : null) ?? made.Features.Transform(rows), held, made.Features);
    }

    private void Part(string name, Func<Action> fit)
    {
        try
        {
            _parts.Add(new PartCheck(name, ExportProblem(name, fit())));
        }
        catch (FraudMlException error)
        {
            _problems.Add($"{name}: {error.Message}");
        }
    }

    // A blend is refused for the member that can't be written.
    private static string? ExportProblem(string name, Action export)
    {
        try
        {
            export();
            return null;
        }
        catch (OnnxExportException error)
        {
            return error.Part == name ? error.Reason : $"{error.Part}: {error.Reason}";
        }
    }

    private static string[] Names(IEnumerable<SchemaColumn> columns) => [.. columns.Select(column => column.Name)];
}
