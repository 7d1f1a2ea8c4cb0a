using System.Text;
using FraudMl.Onnx.Ir;
using Google.Protobuf;

namespace FraudMl.Onnx;

internal static class OnnxProtos
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static AttributeProto Attribute(OnnxAttribute attribute)
    {
        var proto = new AttributeProto { Name = attribute.Name };
        switch (attribute.Value)
        {
            case float number:
                proto.F = number;
                proto.Type = AttributeProto.Types.AttributeType.Float;
                break;
            case long integer:
                proto.I = integer;
                proto.Type = AttributeProto.Types.AttributeType.Int;
                break;
            case string text:
                proto.S = Utf8(text);
                proto.Type = AttributeProto.Types.AttributeType.String;
                break;
            case float[] numbers:
                proto.Floats.AddRange(numbers);
                proto.Type = AttributeProto.Types.AttributeType.Floats;
                break;
            case long[] integers:
                proto.Ints.AddRange(integers);
                proto.Type = AttributeProto.Types.AttributeType.Ints;
                break;
            case string[] texts:
                proto.Strings.AddRange(texts.Select(Utf8));
                proto.Type = AttributeProto.Types.AttributeType.Strings;
                break;
            default:
                throw new ArgumentException($"An ONNX attribute can't hold a {attribute.Value.GetType().Name}.", nameof(attribute));
        }

        return proto;
    }

    /// <summary>Returns a text as it stands in a graph.</summary>
    /// <exception cref="OnnxExportException">Thrown for half of a surrogate pair, which would become another text.</exception>
    public static ByteString Utf8(string text)
    {
        try
        {
            return ByteString.CopyFrom(Strict.GetBytes(text));
        }
        catch (EncoderFallbackException)
        {
            throw new OnnxExportException("A text of the training rows",
                "it has half of a surrogate pair, which UTF-8 can't hold. Mend the texts before training.");
        }
    }

    public static ValueInfoProto Value(string name, OnnxElement element, int? width)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "N" });
        if (width is { } columns) shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = columns });
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)element, Shape = shape } },
        };
    }
}
