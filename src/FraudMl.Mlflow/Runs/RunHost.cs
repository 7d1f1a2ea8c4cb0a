using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow;

/// <summary>What a run needs of the client that started it.</summary>
/// <param name="Connection">The store.</param>
/// <param name="Artifacts">The files of the store.</param>
/// <param name="Spool">Where what is logged waits.</param>
/// <param name="Time">The clock.</param>
/// <param name="Secrets">Texts that must stand nowhere.</param>
/// <param name="Logger">Hears what nobody is told.</param>
internal sealed record RunHost(
    MlflowConnection Connection,
    IMlflowArtifacts Artifacts,
    MlflowSpool Spool,
    TimeProvider Time,
    IReadOnlyList<string> Secrets,
    ILogger Logger);
