namespace FraudMl;

public sealed partial record FraudPipeline
{
    // Three takes of invented rows, some without and some with missing values: columns that differ among them depend on the data.
    private const int TakeCount = 3;

    /// <summary>
    /// Tells before any training which columns each step reads and which go in and out of it, what can't be fitted, what will
    /// export to ONNX and, where not, why, and how many fits an experiment costs.
    /// </summary>
    /// <remarks>
    /// The steps, the resampler and the learner are rehearsed on a few hundred invented rows with the dataset's columns, kinds, roles and
    /// texts. It may be
    /// empty. Of its values only those are looked at that a step or learner may fail on: a column without values stays one, one of few
    /// values has the same,
    /// and where a class has no rows or no weight, it has none among the invented rows; and whether a feature is the label in
    /// disguise (<see cref="WarningsOn"/>). Boosted learners are stopped after 20 iterations;
    /// one that takes its time on a few
    /// hundred rows takes it here too. A resampler that can do nothing with them is tried on up to 20,000 rows of which few are frauds.
    /// </remarks>
    /// <param name="schema">A dataset whose columns are the schema.</param>
    /// <param name="options">The experiment whose fits are counted. Default: one trial on 5 folds.</param>
    /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
    public PipelineCheck Check(Dataset schema, CheckOptions? options = null)
    {
        options ??= new CheckOptions();
        options.Validate();
        Rehearsal first = Rehearsal.Of(this, RehearsalRows.Of(schema, 0));
        Rehearsal[] others = [.. Enumerable.Range(1, TakeCount - 1).Select(
            take => Rehearsal.StepsOf(this, RehearsalRows.Of(schema, take)))];
        StepCheck[] steps = [.. first.Steps.Select(
            (step, i) => step with { DependsOnData = step.DependsOnData || others.Any(other => Differs(step, other.Steps, i)) })];
        return new PipelineCheck(steps, first.Parts, first.Problems, FitCount.Of(this, options))
        {
            Warnings = [.. WarningsOn(schema), .. FewValues.Warnings(schema), .. first.Warnings],
        };
    }

    private static bool Differs(StepCheck step, IReadOnlyList<StepCheck> other, int place) =>
        place < other.Count && !(step.Adds.SequenceEqual(other[place].Adds) && step.Ends.SequenceEqual(other[place].Ends));
}
