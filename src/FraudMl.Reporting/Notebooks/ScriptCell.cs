namespace FraudMl.Reporting;

/// <summary>What a cell of a script holds.</summary>
internal enum CellKind
{
    /// <summary>C#, after <c>// %%</c>.</summary>
    Code,

    /// <summary>Text, after <c>// %% [markdown]</c>.</summary>
    Markdown,

    /// <summary>Python for a notebook with that kernel, after <c>// %% [python]</c>.</summary>
    Python,
}

/// <summary>A cell of a script.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Title">What stands behind its mark.</param>
/// <param name="FirstLine">The line of its mark, from 1; 0 for what stands before the first mark.</param>
/// <param name="Source">Its lines without the mark, without blank lines around them, and without the <c>//</c> of text and Python.</param>
internal sealed record ScriptCell(CellKind Kind, string Title, int FirstLine, string Source);
