using System.Diagnostics;
using FraudMl.Mlflow;
using static System.FormattableString;

namespace FraudMl.Serving;

/// <summary>What a model must pass before it comes into service.</summary>
internal static class Candidate
{
    private const int Trials = 20;

    /// <summary>Returns why a model must not be served at all; null when it may.</summary>
    public static string? ProblemOf(ServedModel next, FraudScoringOptions options)
    {
        if (options.Digest is { } digest && !digest.Equals(next.Digest, StringComparison.OrdinalIgnoreCase))
        {
            return $"Its SHA-256 is {next.Digest ?? "not known"}, and only {digest} is to be served. Find out who changed it, or set "
                + "FraudScoring:Digest to the new one.";
        }

        return next.Golden?.FindDifference(next.Model) is { } difference
            ? $"{difference} It does not score here as where it was trained: register it again, or serve it on the same kind of machine."
            : null;
    }

    /// <summary>Returns why a model must not take the place of another; null when it may.</summary>
    public static string? ProblemOf(ServedModel next, ServedModel current, FraudScoringOptions options)
    {
        if (!options.AllowSchemaChange && SchemaProblemOf(next, current) is { } problem)
            return $"{problem} Serve it beside this one under a name of its own, or set FraudScoring:AllowSchemaChange.";
        TimeSpan time = RowTimeOf(next.Model);
        double limit = options.MaximumRowTime.TotalMilliseconds;
        return time > options.MaximumRowTime
            ? Invariant($"It takes {time.TotalMilliseconds:0.###} ms for a row, and FraudScoring:MaximumRowTime allows {limit:0.###} ms.")
            : null;
    }

    /// <summary>Whether an error is of a store, a line or a disk, which may be there again in a moment; not of the model.</summary>
    public static bool IsPassing(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is MlflowException or HttpRequestException or IOException or TimeoutException or OperationCanceledException
                or UnauthorizedAccessException) return true;
        }

        return false;
    }

    // Requests bring what the model in service requires: the next one may not ask for more.
    private static string? SchemaProblemOf(ServedModel next, ServedModel current)
    {
        Dictionary<string, ColumnKind> brought = Required(current), needed = Required(next);
        string[] missing = [.. needed.Keys.Where(column => !brought.ContainsKey(column)).Select(column => $"'{column}'")];
        if (missing.Length > 0) return $"It needs {string.Join(", ", missing)}, which requests do not have to bring now.";
        if (needed.Keys.FirstOrDefault(column => brought[column] != needed[column]) is { } other)
            return $"Its column '{other}' is a {needed[other]}, and requests bring a {brought[other]}.";
        return current.Model.Decision is not null && next.Model.Decision is null
            ? "It does not decide, and the model in service does."
            : null;
    }

    private static Dictionary<string, ColumnKind> Required(ServedModel model) =>
        Enumerable.Range(0, model.Columns.Count).Where(model.Columns.IsRequired)
            .ToDictionary(model.Columns.NameOf, model.Columns.KindOf);

    // The best of several: what else the machine does must not refuse a model.
    private static TimeSpan RowTimeOf(FraudModel model)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int trial = 0; trial < Trials; trial++)
        {
            using ScoringSession session = model.OpenSession(1);
            long start = Stopwatch.GetTimestamp();
            session.Score();
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            if (time < best) best = time;
        }

        return best;
    }
}
