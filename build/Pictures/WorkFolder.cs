namespace FraudMl.Pictures;

/// <summary>A folder for one run.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("fraudml-pictures-").FullName;

    public string Store => $"sqlite:///{PathOf("mlflow.db")}";

    public string PathOf(params string[] parts) => Path.Combine([_path, .. parts]);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
