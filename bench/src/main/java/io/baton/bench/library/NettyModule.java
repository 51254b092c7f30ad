package io.baton.bench.library;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A server that echoes, and a client, over the loopback. */
public final class NettyModule extends LibraryModule {
  /** Made by the framework. */
  public NettyModule() {
    super("netty");
  }

  @Override
  public String use() throws InterruptedException, ExecutionException {
    EventLoopGroup group = new NioEventLoopGroup(1);
    try {
      var answer = new CompletableFuture<String>();
      var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Channel server =
          new ServerBootstrap()
              .group(group)
              .channel(NioServerSocketChannel.class)
              .childHandler(adding(Echo::new))
              .bind(free)
              .sync()
              .channel();
      Channel client =
          new Bootstrap()
              .group(group)
              .channel(NioSocketChannel.class)
              .handler(adding(() -> new Answer(answer)))
              .connect(server.localAddress())
              .sync()
              .channel();
      var _ = client.writeAndFlush(Unpooled.copiedBuffer("bolt", StandardCharsets.UTF_8)).sync();
      return answer.get();
    } finally {
      var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private static ChannelHandler adding(Supplier<ChannelHandler> handler) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        var _ = channel.pipeline().addLast(handler.get());
      }
    };
  }

  /** Writes what it reads. */
  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
      var _ = context.writeAndFlush(read);
    }
  }

  /** Waits for the first that is read. */
  private static final class Answer extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<String> answer;

    Answer(CompletableFuture<String> answer) {
      this.answer = answer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
      boolean _ = answer.complete(((ByteBuf) read).toString(StandardCharsets.UTF_8));
      boolean _ = ReferenceCountUtil.release(read);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      boolean _ = answer.completeExceptionally(cause);
    }
  }
}
