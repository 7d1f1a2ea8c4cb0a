using System.Text;

namespace FraudMl;

/// <summary>Finds encodings by name, code pages such as windows-1252 included; bytes that are no text are refused.</summary>
internal static class CsvEncoding
{
    public static Encoding? Find(string name)
    {
        try
        {
            (EncoderFallback encoding, DecoderFallback decoding) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return CodePagesEncodingProvider.Instance.GetEncoding(name, encoding, decoding)
                ?? Encoding.GetEncoding(name, encoding, decoding);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
