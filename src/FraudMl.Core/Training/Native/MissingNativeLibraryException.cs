namespace FraudMl.Training;

/// <summary>Says which native library a learner needs, and how to install it. Experiments go on without the learner.</summary>
/// <param name="library">The library that could not be loaded.</param>
/// <param name="remedy">What to install.</param>
/// <param name="innerException">What the loader said.</param>
public sealed class MissingNativeLibraryException(string library, string remedy, Exception? innerException = null)
    : FraudMlException($"The native library '{library}' could not be loaded. {remedy}", innerException)
{
    /// <value>The library that could not be loaded.</value>
    public string Library { get; } = library;

    /// <value>What to install.</value>
    public string Remedy { get; } = remedy;
}
