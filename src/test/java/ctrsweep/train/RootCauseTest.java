package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Test;

class RootCauseTest {
    @Test
    void isWhatTheInterpreterRaisedAndNotItsTrace() {
        EngineException problem = new EngineException("""
                The following operation failed in the TorchScript interpreter.
                Traceback of TorchScript, serialized code (most recent call last):
                  File "code/__torch__/training.py", line 26, in predict
                    n, generator = self.embedding_weights, torch.Generator(device=dense.device, seed=seed)
                                                           ~~~~~~~~~~~~~~~ <--- HERE
                RuntimeError: Unsupported device for at::make_generator_for_device: cuda
                """);
        assertThat(RootCause.of(problem)).isEqualTo("Unsupported device for at::make_generator_for_device: cuda");
        assertThat(RootCause.isOutOfMemory(problem)).isFalse();
    }

    @Test
    void isTheInnermostExceptionsMessage() {
        Exception inner =
                new EngineException("\nCUDA error: no kernel image is available\nCompile with TORCH_USE_CUDA_DSA");
        assertThat(RootCause.of(new IllegalStateException("failed", new RuntimeException(inner))))
                .isEqualTo("CUDA error: no kernel image is available");
    }

    @Test
    void isNamedByItsKindWhereItHasNoMessage() {
        assertThat(RootCause.of(new ExceptionInInitializerError(new NullPointerException())))
                .isEqualTo("NullPointerException");
        assertThat(RootCause.of(new UnsatisfiedLinkError("/a/libdjl_torch.so: undefined symbol: x")))
                .isEqualTo("UnsatisfiedLinkError: /a/libdjl_torch.so: undefined symbol: x");
    }

    @Test
    void knowsAllDevicesWordsForTooLittleMemory() {
        assertThat(RootCause.isOutOfMemory(new EngineException(
                        "RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has 79.1 GiB")))
                .isTrue();
        assertThat(RootCause.isOutOfMemory(new EngineException(
                        new EngineException("RuntimeError: MPS backend out of memory (MPS allocated: 9 GB)"))))
                .isTrue();
        assertThat(RootCause.isOutOfMemory(new EngineException(
                        "RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")))
                .isTrue();
        assertThat(RootCause.isOutOfMemory(new EngineException(
                        "[enforce fail at alloc_cpu.cpp:124] DefaultCPUAllocator: can't allocate memory: you tried")))
                .isTrue();
    }

    @Test
    void tellsADeviceThatIsLostFromOneThatIsFull() {
        assertThat(RootCause.isLostDevice(
                        new EngineException("RuntimeError: CUDA error: an illegal memory access was encountered")))
                .isTrue();
        assertThat(RootCause.isLostDevice(new IllegalStateException(
                        new EngineException("CUDA error: device-side assert triggered\nCUDA kernel errors might be"))))
                .isTrue();
        assertThat(RootCause.isLostDevice(new EngineException("RuntimeError: CUDA out of memory. Tried to allocate")))
                .isFalse();
        assertThat(RootCause.isLostDevice(
                        new EngineException("RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling")))
                .isFalse();
        assertThat(RootCause.isLostDevice(new EngineException("RuntimeError: shape mismatch")))
                .isFalse();
    }
}
