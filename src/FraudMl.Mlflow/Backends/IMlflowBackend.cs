namespace FraudMl.Mlflow;

/// <summary>A kind of tracking store, chosen by the scheme of the tracking URI.</summary>
public interface IMlflowBackend
{
    /// <summary>The schemes it answers to, such as <c>sqlite</c>.</summary>
    IReadOnlyList<string> Schemes { get; }

    /// <summary>Opens the store that the options name; every option is set or at its default.</summary>
    /// <exception cref="MlflowException">Thrown when the store can't be opened.</exception>
    MlflowConnection Open(MlflowOptions options, TimeProvider time);
}
