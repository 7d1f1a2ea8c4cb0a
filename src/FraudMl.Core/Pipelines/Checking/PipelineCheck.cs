using System.Globalization;
using System.Text;

namespace FraudMl.Pipelines;

/// <summary>What a pipeline will do, told before it is trained.</summary>
/// <param name="Steps">The steps in order, up to the first that fails.</param>
/// <param name="Parts">Learner, calibrator and decision, as far as the pipeline has them and gets to them.</param>
/// <param name="Problems">Why it can't be fitted, if it can't.</param>
/// <param name="Fits">What the experiment costs.</param>
public sealed record PipelineCheck(IReadOnlyList<StepCheck> Steps, IReadOnlyList<PartCheck> Parts, IReadOnlyList<string> Problems,
    FitCount Fits)
{
    private const int NamesShown = 6;

    /// <value>What <see cref="FraudPipeline.WarningsOn"/> says, what the learner will warn of, and columns whose values can tell
    /// nothing.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <value>Whether the fitted pipeline can be written as one ONNX graph.</value>
    public bool Exports => Problems.Count == 0 && Steps.Concat(Parts).All(part => part.ExportProblem is null);

    /// <summary>Returns the steps, the problems and the cost as text of 80 columns.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (StepCheck step in Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step.Name}: {step.ColumnsIn.Count} columns in, {step.ColumnsOut.Count} out");
            Append(text, "reads", step.Reads);
            Append(text, "adds", step.Adds);
            Append(text, "ends", step.Ends);
            text.Append(step.DependsOnData ? "; the training rows decide\n" : "\n");
        }

        foreach (string problem in Problems) text.Append(CultureInfo.InvariantCulture, $"problem: {problem}\n");
        foreach (string warning in Warnings) text.Append(CultureInfo.InvariantCulture, $"warning: {warning}\n");
        foreach (PartCheck part in Steps.Concat(Parts).Where(part => part.ExportProblem is not null))
            text.Append(CultureInfo.InvariantCulture, $"no ONNX: {part.Name}: {part.ExportProblem}\n");
        if (Exports) text.Append("ONNX: every part can be exported\n");
        return WrappedText.Of(text.Append(CultureInfo.InvariantCulture,
            $"fits: {Fits.Trials} for the trials, {Fits.Winner} for the winner, {Fits.Total} in all\n").ToString());
    }

    private static void Append(StringBuilder text, string verb, IEnumerable<string> names)
    {
        string[] all = [.. names];
        if (all.Length == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"; {verb} {string.Join(", ", all.Take(NamesShown))}");
        if (all.Length > NamesShown) text.Append(CultureInfo.InvariantCulture, $" and {all.Length - NamesShown} more");
    }
}
