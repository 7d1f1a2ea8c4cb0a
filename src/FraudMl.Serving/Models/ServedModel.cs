using System.Diagnostics.CodeAnalysis;
using FraudMl.Pipelines;
using FraudMl.Tracking;

namespace FraudMl.Serving;

/// <summary>A model in service, with what requests look up in it.</summary>
public sealed class ServedModel
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The place in service is a use, too.
    private int _useCount = 1;

    /// <summary>Creates it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its name in answers and telemetry.</param>
    /// <param name="version">Its version in the registry; null when it has none.</param>
    public ServedModel(FraudModel model, string name, string? version = null)
    {
        Model = model;
        Name = name;
        Version = version;
        Inputs = [.. model.Inputs];
        Columns = new RequestColumns(Inputs, carried: []);
    }

    /// <value>The model.</value>
    public FraudModel Model { get; }

    /// <value>Its name in answers and telemetry.</value>
    public string Name { get; }

    /// <value>Its version in the registry; null when it has none.</value>
    public string? Version { get; }

    /// <value>What its inputs and probabilities were like in training, which drift is measured against; null when nobody knows.</value>
    public ReferenceProfile? Reference { get; init; }

    /// <value>When it came into service, in UTC; the least value before.</value>
    internal DateTimeOffset Since { get; set; }

    /// <value>Rows with the answers it gave when it was written, which it must give before it comes into service; null when nobody
    /// knows.</value>
    public GoldenRows? Golden { get; init; }

    /// <value>The SHA-256 of its MLmodel, or of its file, in hexadecimal digits; null for a model in memory.</value>
    public string? Digest { get; init; }

    /// <value>What <see cref="IModelSource.FindRevisionAsync"/> answers as long as this is the model to serve; null for what it answers
    /// next.</value>
    public string? Revision { get; init; }

    /// <value>Whether it is no model but the fallback rule, which answers while no model can.</value>
    public bool IsFallback { get; internal init; }

    internal SchemaColumn[] Inputs { get; }

    /// <value>Counts what it scores, against the reference; null without one.</value>
    internal DriftWindows? Drift { get; private set; }

    /// <value>The columns that requests bring.</value>
    internal RequestColumns Columns { get; private set; }

    /// <value>The index of the transaction's id among the carried columns; -1 when requests have none.</value>
    internal int CarriedId { get; private set; } = -1;

    /// <value>Ends when the model was replaced and its last request is answered.</value>
    internal Task Drained => _drained.Task;

    /// <value>What turns raw transactions into its window features; null where requests bring these.</value>
    internal IRawTransactions? Velocity { get; set; }

    /// <summary>Has requests bring columns beside the inputs, before the model comes into service.</summary>
    internal void Carry(RequestColumns columns) => Columns = columns;

    /// <summary>Has requests bring one more column beside the inputs, before the model comes into service.</summary>
    /// <returns>Its index among the carried columns, which stays.</returns>
    internal int Carry(string name)
    {
        if (Columns.IndexOfCarried(name) < 0) Columns = Columns.With(name);
        return Columns.IndexOfCarried(name);
    }

    /// <summary>Has what it scores counted, before it comes into service.</summary>
    /// <exception cref="FraudMlException">Thrown when the reference is of another model.</exception>
    internal void CountDrift(FraudMonitoringOptions options, TimeProvider time) =>
        Drift = Reference is null ? null : new DriftWindows(new DriftCounter(Model, Reference), options, time);

    /// <summary>Has requests bring the transaction's id, before the model comes into service.</summary>
    internal void CarryId(string name) => CarriedId = Carry(name);

    /// <summary>Binds rows of a type: by all inputs, or raw transactions where the server works some of them out.</summary>
    internal RowBinder<T> Bind<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>()
        where T : notnull => Velocity is { } velocity ? velocity.Bind<T>() : Model.Bind<T>();

    /// <summary>Returns the same model to be put into service once more: one that was replaced has been drained.</summary>
    internal ServedModel Again() => new(Model, Name, Version)
    {
        Reference = Reference,
        Golden = Golden,
        Digest = Digest,
        Revision = Revision,
    };

    internal bool TryUse()
    {
        for (int count = Volatile.Read(ref _useCount); count > 0; count = Volatile.Read(ref _useCount))
        {
            if (Interlocked.CompareExchange(ref _useCount, count + 1, count) == count) return true;
        }

        return false;
    }

    internal void EndUse()
    {
        if (Interlocked.Decrement(ref _useCount) == 0) _drained.TrySetResult();
    }

    /// <summary>Scores rows without values, so that the first request finds everything compiled and pooled.</summary>
    internal void WarmUp()
    {
        foreach (int rowCount in new[] { 1, 256 })
        {
            using ScoringSession session = Model.OpenSession(rowCount);
            session.Score();
        }
    }

    /// <summary>Returns name and version.</summary>
    public override string ToString() => Version is null ? Name : $"{Name}, version {Version}";
}
