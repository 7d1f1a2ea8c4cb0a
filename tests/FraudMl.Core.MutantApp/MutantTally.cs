using System.Globalization;
using FraudMl;

/// <summary>Counts what came of mutants, and keeps the first few that broke a promise.</summary>
/// <param name="countsBytes">
/// Whether all that was allocated must be in proportion to the file. What is let go at once counts in that too, so that for large files the
/// heap's limit is the better measure.
/// </param>
internal sealed class MutantTally(bool countsBytes)
{
    // The frame of every load: options of the serializer, tables of types; ML.NET's own is larger.
    private const long FrameBytes = 16_000_000;
    private const int MostBytesPerByte = 200;
    private const double MostSeconds = 5;
    private const double SecondsPerByte = 0.5e-6;
    private const int MostPrinted = 40;

    private readonly List<string> _problems = [];
    private int _count, _loaded;
    private double _longest;

    public int ProblemCount { get; private set; }

    public void Add(Mutant mutant, MutantUse use)
    {
        _count++;
        if (use.Loaded) _loaded++;
        _longest = Math.Max(_longest, use.Seconds);
        long most = FrameBytes + (MostBytesPerByte * (long)mutant.File.Length);
        if (use.Thrown is not null and not FraudMlException) Report(mutant, Told(use.Thrown));
        if (countsBytes && use.LoadBytes > most) Report(mutant, $"loading took {use.LoadBytes} bytes");
        if (countsBytes && use.UseBytes > most) Report(mutant, $"its use took {use.UseBytes} bytes");
        if (use.Seconds > MostSeconds + (mutant.File.Length * SecondsPerByte)) Report(mutant, $"{use.Seconds:0.0} s");
    }

    public override string ToString() => string.Join('\n', [
        .. _problems,
        string.Create(CultureInfo.InvariantCulture,
            $"{_count} mutants, {_loaded} loaded, {ProblemCount} problems, the longest {_longest:0.0} s")]);

    private static string Told(Exception thrown)
    {
        IEnumerable<string> frames = (thrown.StackTrace ?? "").Split('\n').Select(frame => frame.Trim());
        return $"{thrown.GetType().Name}: {thrown.Message} {string.Join(' ', frames.Where(frame => frame.StartsWith("at FraudMl", StringComparison.Ordinal)).Take(3))}";
    }

    private void Report(Mutant mutant, string what)
    {
        ProblemCount++;
        if (_problems.Count < MostPrinted) _problems.Add($"{mutant} -> {what}");
    }
}
