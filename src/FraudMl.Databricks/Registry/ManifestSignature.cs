using System.Text;
using System.Text.RegularExpressions;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>Looks into an MLmodel file for what Unity Catalog asks of each model: a signature with inputs and outputs.</summary>
internal static partial class ManifestSignature
{
    private const string FileName = "MLmodel";
    private const int Longest = 10 << 20, PartLength = 4096;

    /// <exception cref="MlflowException">Thrown when there is no such file, or no signature in it.</exception>
    public static async Task RequireAsync(IMlflowArtifactStore sources, string source, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        try
        {
            Stream file = await sources.OpenReadAsync(ArtifactPath.Combine(source, FileName), cancellationToken).ConfigureAwait(false);
            await using (file.ConfigureAwait(false))
            {
                using var reader = new StreamReader(file);
                char[] part = new char[PartLength];
                while (text.Length < Longest
                    && await reader.ReadAsync(part.AsMemory(), cancellationToken).ConfigureAwait(false) is > 0 and var count)
                    text.Append(part, 0, count);
            }
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.ResourceDoesNotExist)
        {
            throw MlflowException.Invalid($"'{MlflowTrackingUri.WithoutCredentials(source)}' is no model directory: it has no file "
                + $"{FileName}. Register the directory that a model was logged to.");
        }

        Match signature = Signature().Match(text.ToString());
        if (signature.Success && Inputs().IsMatch(signature.Value) && Outputs().IsMatch(signature.Value)) return;
        throw MlflowException.Invalid($"Unity Catalog takes models with a signature only, and the {FileName} of "
            + $"'{MlflowTrackingUri.WithoutCredentials(source)}' has none of inputs and outputs. Log the model with a signature; nothing "
            + "was uploaded.");
    }

    // The key at the margin with what is indented below it.
    [GeneratedRegex(@"^signature:[ \t]*\r?\n(?:[ \t]+.*(?:\r?\n|\z)|[ \t]*\r?\n)+", RegexOptions.Multiline)]
    private static partial Regex Signature();

    [GeneratedRegex(@"^[ \t]+inputs:[ \t]*(?!null\b|~|$)\S", RegexOptions.Multiline)]
    private static partial Regex Inputs();

    [GeneratedRegex(@"^[ \t]+outputs:[ \t]*(?!null\b|~|$)\S", RegexOptions.Multiline)]
    private static partial Regex Outputs();
}
