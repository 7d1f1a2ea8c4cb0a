namespace FraudMl;

/// <summary>Where the records of a CSV file go with their scores.</summary>
internal abstract class CsvOutput : IDisposable
{
    /// <value>The letters of the records that wait for their scores.</value>
    public abstract int LetterCount { get; }

    /// <summary>Begins the output; the file stands on its header.</summary>
    public abstract void Begin(bool decides);

    /// <summary>Adds the record on which the file stands.</summary>
    public abstract void Add();

    /// <summary>Writes the records that were added, with their scores.</summary>
    public abstract void Write(ScoredChunk scores);

    /// <summary>Ends the output.</summary>
    public abstract void End();

    public abstract void Dispose();
}
