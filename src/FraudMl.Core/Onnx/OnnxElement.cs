namespace FraudMl.Onnx;

/// <summary>The element types that the graphs use, with their ONNX numbers.</summary>
public enum OnnxElement
{
    /// <summary>Not set.</summary>
    Undefined = 0,

    /// <summary>32-bit floating point.</summary>
    Float = 1,

    /// <summary>64-bit integer.</summary>
    Int64 = 7,

    /// <summary>UTF-8 text.</summary>
    Text = 8,

    /// <summary>True or false.</summary>
    Bool = 9,

    /// <summary>64-bit floating point; used inside of graphs only.</summary>
    Double = 11,
}
