namespace FraudMl.Mlflow;

/// <summary>How far an upload or download of files has come.</summary>
/// <param name="Path">The file under way, relative to the folder that is moved.</param>
/// <param name="ByteCount">Bytes moved so far, of all files.</param>
/// <param name="TotalByteCount">Bytes of all files; null where the store does not tell sizes.</param>
public readonly record struct MlflowTransfer(string Path, long ByteCount, long? TotalByteCount);
