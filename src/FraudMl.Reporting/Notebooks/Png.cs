namespace FraudMl.Reporting;

/// <summary>Pictures that come from outside.</summary>
internal static class Png
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Returns a PNG file that is one.</summary>
    public static byte[] Checked(byte[] file) => file.AsSpan().StartsWith(Signature)
        ? file
        : throw new FraudMlException("A chart must be a PNG file, as StudyCharts returns it. Got other bytes instead.");
}
