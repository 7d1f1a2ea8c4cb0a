using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>What a runner and its worker say to each other. All of it is data; nothing in it names a type or an assembly to load.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(WorkerReady), "ready")]
[JsonDerivedType(typeof(RunTrial), "run")]
[JsonDerivedType(typeof(CancelTrial), "cancel")]
[JsonDerivedType(typeof(Answer), "answer")]
[JsonDerivedType(typeof(WorkerAlive), "alive")]
[JsonDerivedType(typeof(IterationDone), "iteration")]
[JsonDerivedType(typeof(FoldDone), "fold")]
[JsonDerivedType(typeof(TrialDone), "done")]
[JsonDerivedType(typeof(TrialStopped), "stopped")]
[JsonDerivedType(typeof(TrialCancelledHere), "cancelled")]
[JsonDerivedType(typeof(TrialBroken), "failed")]
internal abstract record WorkerMessage;

/// <summary>The worker has started.</summary>
internal sealed record WorkerReady : WorkerMessage;

/// <summary>Take a trial on lease.</summary>
/// <param name="Lease">Names this run of the trial; what is said under another lease is not heard.</param>
/// <param name="Trial">The <see cref="TrialDefinition"/> as JSON.</param>
/// <param name="DataPath">The file of its data.</param>
/// <param name="ThreadCount">The threads it may use.</param>
/// <param name="FollowedIterations">The iterations after which learners score the rows that the first fold validates; null for all.</param>
internal sealed record RunTrial(int Lease, string Trial, string DataPath, int ThreadCount, IReadOnlyList<int>? FollowedIterations)
    : WorkerMessage;

/// <summary>Give the trial up.</summary>
internal sealed record CancelTrial(int Lease) : WorkerMessage;

/// <summary>Whether the trial goes on.</summary>
internal sealed record Answer(int Lease, TrialDirective Directive) : WorkerMessage;

/// <summary>The worker lives, whatever its trial does.</summary>
internal sealed record WorkerAlive : WorkerMessage;

/// <summary>A learner finished an iteration; waits for an answer.</summary>
internal sealed record IterationDone(int Lease, int Fold, int Iteration, int IterationCount, double? ValidationScore) : WorkerMessage;

/// <summary>A fold ended; waits for an answer.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="Metrics">Its metrics.</param>
/// <param name="FitSeconds">The seconds of fitting.</param>
/// <param name="ScoreSeconds">The seconds of scoring.</param>
/// <param name="Scores">The scores of the rows validated on, as the bytes of doubles.</param>
internal sealed record FoldDone(
    int Lease, int Fold, Dictionary<string, double> Metrics, double FitSeconds, double ScoreSeconds, byte[] Scores) : WorkerMessage
{
    public static FoldDone Of(int lease, FoldResult fold) => new(lease, fold.Fold, fold.Metrics.ToDictionary(), fold.FitSeconds,
        fold.ScoreSeconds, MemoryMarshal.AsBytes(fold.Rows.Scores).ToArray());
}

/// <summary>The trial ended; all its folds were told.</summary>
internal sealed record TrialDone(int Lease) : WorkerMessage;

/// <summary>The trial was stopped by an answer.</summary>
internal sealed record TrialStopped(int Lease, int Fold, int? Iteration) : WorkerMessage;

/// <summary>The trial was given up.</summary>
internal sealed record TrialCancelledHere(int Lease) : WorkerMessage;

/// <summary>The trial failed.</summary>
internal sealed record TrialBroken(int Lease, string Reason) : WorkerMessage
{
    /// <value>The native library that is missing, and what to install; null where that is not why.</value>
    public string[]? Missing { get; init; }
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(WorkerMessage))]
internal sealed partial class WorkerJson : JsonSerializerContext;
