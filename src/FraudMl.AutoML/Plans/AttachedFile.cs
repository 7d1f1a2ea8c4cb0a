namespace FraudMl;

/// <summary>A file that observers get at the start of an experiment.</summary>
internal sealed record AttachedFile(string Path, string MediaType, ReadOnlyMemory<byte> Content);
