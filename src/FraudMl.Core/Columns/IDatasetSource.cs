namespace FraudMl.Data;

/// <summary>Something that transactions are read from.</summary>
public interface IDatasetSource
{
    /// <value>What the source is, for messages and tracking, for example a file name; never a secret.</value>
    string Description { get; }

    /// <summary>Reads all rows.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="FraudMlException">Thrown when the source can't be read as the schema says.</exception>
    Dataset Read(CancellationToken cancellationToken = default);
}
