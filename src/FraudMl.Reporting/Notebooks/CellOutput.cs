namespace FraudMl.Reporting;

/// <summary>What a cell left.</summary>
internal abstract record CellOutput;

/// <summary>What was printed.</summary>
/// <param name="Text">The text, with its line ends.</param>
/// <param name="IsError">Whether it went to the stream of errors.</param>
internal sealed record PrintedOutput(string Text, bool IsError) : CellOutput;

/// <summary>What was shown.</summary>
/// <param name="Text">As short text.</param>
/// <param name="Html">As HTML that is complete without scripts; null for none.</param>
/// <param name="Png">As a picture; null for none.</param>
/// <param name="Markdown">As Markdown; null for none.</param>
internal sealed record ShownOutput(string Text, string? Html = null, byte[]? Png = null, string? Markdown = null) : CellOutput;

/// <summary>The exception that ended the script.</summary>
/// <param name="Name">The name of its type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Trace">The lines of the script that it came through, innermost first.</param>
internal sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Trace) : CellOutput;
